package io.orgplane.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house that a machine can check. Every service runs them over its own package:
 *
 * <pre>{@code
 * @TestFactory Stream<DynamicTest> the_rules_of_the_house_hold() {
 *   return ArchitectureRules.of("io.orgplane.billing");
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  private ArchitectureRules() {}

  /** A test for each rule, over the production classes of this package and those below it. */
  public static Stream<DynamicTest> of(String basePackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(basePackage);
    if (classes.isEmpty()) {
      throw new AssertionError("no classes in " + basePackage);
    }
    return all(basePackage).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }

  /** Every rule by its name. */
  static Map<String, ArchRule> all(String basePackage) {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("time comes from the injected clock", BehaviourRules.TIME);
    rules.put("ids and chance come from service-kit", BehaviourRules.CHANCE);
    rules.put("there is one transaction mechanism", BehaviourRules.TRANSACTIONS);
    rules.put("nothing is printed", BehaviourRules.PRINTING);
    rules.put("logging is JBoss Logging's", BehaviourRules.LOGGING);
    rules.put("resource methods are public", ShapeRules.RESOURCES);
    rules.put("nothing is injected into fields", ShapeRules.INJECTION);
    rules.put("names say what a thing is", ShapeRules.NAMES);
    rules.put("Stripe stays in its adapter", ShapeRules.STRIPE);
    rules.put("AWS stays in its adapter", ShapeRules.AWS);
    rules.put("figures of configuration have bounds", ShapeRules.BOUNDS);
    rules.put("every package is null-marked", ShapeRules.NULLNESS);
    rules.put("features have no cycles", ShapeRules.noCyclesBetweenFeaturesOf(basePackage));
    return rules;
  }
}
