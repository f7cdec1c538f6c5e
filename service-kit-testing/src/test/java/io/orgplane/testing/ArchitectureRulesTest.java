package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureRulesTest {

  private static final String HERE = "io.orgplane.testing.";

  @Test
  void exemplary_code_breaks_no_rule() {
    assertThat(broken("exemplary")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time      | time comes from the injected clock
          chance    | ids and chance come from service-kit
          tx        | there is one transaction mechanism
          printing  | nothing is printed
          logging   | logging is JBoss Logging's
          resource  | resource methods are public
          injection | nothing is injected into fields
          naming    | names say what a thing is
          stripes   | Stripe stays in its adapter
          amazon    | AWS stays in its adapter
          bounds    | figures of configuration have bounds
          unmarked  | every package is null-marked
          cycle     | features have no cycles
          """)
  void each_violation_breaks_its_rule_and_no_other(String fixture, String rule) {
    assertThat(broken("violations." + fixture)).containsOnlyKeys(rule);
  }

  @Test
  void every_rule_has_a_violation_that_shows_it_works() {
    assertThat(broken("violations")).containsOnlyKeys(ArchitectureRules.all(HERE).keySet());
  }

  @Test
  void every_way_to_the_system_clock_is_seen_method_references_too() {
    assertThat(broken("violations.time").get("time comes from the injected clock"))
        .contains(
            "directly()", "byReference()", "ofTheDay()", "inMillis()", "asClock()", "asDate()");
  }

  @Test
  void a_class_inside_a_badly_named_one_is_named_badly_as_well() {
    assertThat(broken("violations.naming").get("names say what a thing is"))
        .contains("SeatManager>", "SeatManager$Inner>", "SeatDto>");
  }

  @Test
  void a_package_without_classes_is_a_mistake_of_the_test() {
    assertThatThrownBy(() -> ArchitectureRules.of("io.orgplane.nowhere"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_tests_of_a_package_are_not_looked_at() {
    assertThatThrownBy(() -> ArchitectureRules.of(HERE + "violations"))
        .hasMessageContaining("no classes in");
  }

  /** The rules that this package breaks, each with its message. */
  private static Map<String, String> broken(String fixture) {
    JavaClasses classes = new ClassFileImporter().importPackages(HERE + fixture);
    assertThat(classes).isNotEmpty();
    Map<String, String> broken = new TreeMap<>();
    String base = fixture.equals("violations") ? HERE + "violations.cycle" : HERE + fixture;
    ArchitectureRules.all(base)
        .forEach(
            (name, rule) -> {
              var result = rule.evaluate(classes);
              if (result.hasViolation()) {
                broken.put(name, result.getFailureReport().toString());
              }
            });
    return broken;
  }
}
