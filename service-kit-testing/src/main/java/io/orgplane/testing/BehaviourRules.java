package io.orgplane.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What code may not do. Method references count as calls. */
final class BehaviourRules {

  static final ArchRule TIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.orgplane.kit.time..")
          .should()
          .accessTargetWhere(calls("the system clock", BehaviourRules::readsTheSystemClock))
          .because("a month passes in a test, and then every reader has to see it")
          .allowEmptyShould(true);

  static final ArchRule CHANCE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.orgplane.kit.id..")
          .should()
          .accessTargetWhere(calls("chance", BehaviourRules::makesChance))
          .because("ids are of version 7, and secrets come from SecureRandom")
          .allowEmptyShould(true);

  static final ArchRule TRANSACTIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.orgplane.kit.tx..")
          .should()
          .accessTargetWhere(calls("a transaction of its own", BehaviourRules::opensTransaction))
          .because(
              "a transaction without the tenant's setting sees nothing, and events would be lost")
          .allowEmptyShould(true);

  static final ArchRule PRINTING =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
          .because("only log records carry organization and trace")
          .allowEmptyShould(true);

  static final ArchRule LOGGING =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING
          .because("there is one logging interface in the suite")
          .allowEmptyShould(true);

  private static final String CONSTRUCTOR = "<init>";
  private static final Set<String> TRANSACTION_METHODS =
      Set.of("withTransaction", "withTransactionAndAwait", "begin", "beginAndAwait", "transaction");

  private BehaviourRules() {}

  private static boolean readsTheSystemClock(AccessTarget.CodeUnitAccessTarget target) {
    boolean given =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    boolean now =
        target.getOwner().getPackageName().startsWith("java.time")
            && target.getName().equals("now");
    boolean clock =
        target.getOwner().isEquivalentTo(Clock.class)
            && (target.getName().startsWith("system") || target.getName().startsWith("tick"));
    return ((now || clock) && !given)
        || is(target, System.class, "currentTimeMillis")
        || (is(target, Date.class, CONSTRUCTOR) && target.getRawParameterTypes().isEmpty());
  }

  private static boolean makesChance(AccessTarget.CodeUnitAccessTarget target) {
    return is(target, UUID.class, "randomUUID")
        || is(target, Math.class, "random")
        || is(target, Random.class, CONSTRUCTOR);
  }

  private static boolean opensTransaction(AccessTarget.CodeUnitAccessTarget target) {
    String owner = target.getOwner().getPackageName();
    return (owner.startsWith("io.vertx.sqlclient") || owner.startsWith("io.vertx.mutiny.sqlclient"))
        && TRANSACTION_METHODS.contains(target.getName());
  }

  private static boolean is(AccessTarget.CodeUnitAccessTarget target, Class<?> owner, String name) {
    return target.getOwner().isEquivalentTo(owner) && target.getName().equals(name);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      String what, Predicate<AccessTarget.CodeUnitAccessTarget> matches) {
    return describe(
        "it is " + what,
        access ->
            access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && matches.test(target));
  }
}
