package io.orgplane.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasReturnType.Predicates.rawReturnType;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * How classes and packages have to look. Frameworks and vendors by name: not every module has them.
 */
final class ShapeRules {

  static final ArchRule RESOURCES =
      methods()
          .that()
          .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
          .should()
          .bePublic()
          .because("Quarkus ignores any other one, with no more than a warning")
          .allowEmptyShould(true);

  static final ArchRule INJECTION =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .because("a constructor says what a class needs, and a test can call it")
          .allowEmptyShould(true);

  static final ArchRule NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*[a-z0-9](Impl|Manager|Helper|Utils?|Dto|DTO)(\\$.*)?")
          .because("such a name says nothing that the field would recognise")
          .allowEmptyShould(true);

  static final ArchRule STRIPE = onlyIn("..stripe..", "com.stripe..");
  static final ArchRule AWS = onlyIn("..aws..", "software.amazon.awssdk..");

  static final ArchRule BOUNDS =
      methods()
          .that()
          .areAnnotatedWith("io.smallrye.config.WithDefault")
          .and(
              rawReturnType(
                  describe(
                      "a number",
                      type -> type.isPrimitive() && !type.isEquivalentTo(boolean.class))))
          .should()
          .beMetaAnnotatedWith("jakarta.validation.Constraint")
          .because("a figure with which a service would stand still must not let it start")
          .allowEmptyShould(true);

  static final ArchRule NULLNESS =
      classes()
          .should(beInNullMarkedPackage())
          .because("NullAway checks nothing else")
          .allowEmptyShould(true);

  private ShapeRules() {}

  static ArchRule noCyclesBetweenFeaturesOf(String basePackage) {
    return SlicesRuleDefinition.slices()
        .matching(basePackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("features meet through events or one public port")
        .allowEmptyShould(true);
  }

  private static ArchRule onlyIn(String adapter, String vendor) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(adapter)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .because("a vendor's types end at the port")
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> beInNullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
            type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .orElse(false);
        events.add(
            new SimpleConditionEvent(
                type, marked, "%s is in an unmarked package".formatted(type.getName())));
      }
    };
  }
}
