package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A fresh shop for every test: the state is small, and a start takes milliseconds. When the test is
 * over, all that the shop would tell and told in events must be as Stripe's published types say.
 */
abstract class ShopTest {
  protected Shop shop;

  @BeforeEach
  void open() throws IOException {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    try {
      shop.forgetFaults();
      assertThat(unpublished(EveryObject.of(shop))).isEmpty();
    } finally {
      shop.close();
    }
  }

  private static Set<String> unpublished(List<JsonObject> objects) {
    var problems = new TreeSet<String>();
    for (JsonObject object : objects) {
      String kind = object.get("object").getAsString();
      if (PublishedTypes.describes(kind)) {
        problems.addAll(PublishedTypes.problemsOf(object.toString()));
      } else {
        problems.add("Nothing is known of " + kind);
      }
      if (kind.equals("event")) {
        wrongSubject(object).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<String> wrongSubject(JsonObject event) {
    String type = event.get("type").getAsString();
    String about =
        event.getAsJsonObject("data").getAsJsonObject("object").get("object").getAsString();
    return PublishedTypes.subjectOf(type).equals(Optional.of(about))
        ? Optional.empty()
        : Optional.of(type + " is not about " + about);
  }
}
