package io.orgplane.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator's scrape reads. */
final class Metrics {

  private Metrics() {}

  /** The value of the only series of that name. */
  static double value(String name) {
    Matcher line =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)( #.*)?$", Pattern.MULTILINE)
            .matcher(RestAssured.get("/q/metrics").asString());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }
}
