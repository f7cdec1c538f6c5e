package io.orgplane.billing.catalogue;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refuses a catalogue that contradicts itself, at start rather than at the first sale. */
final class CatalogueCheck {

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}");

  private CatalogueCheck() {}

  static Catalogue checked(String version, Catalogue catalogue) {
    require(catalogue.version().equals(version), version, "calls itself " + catalogue.version());
    require(VERSION.matcher(version).matches(), version, "is not named by year and month");
    Instant until = catalogue.validUntil();
    require(
        until == null || until.isAfter(catalogue.validFrom()),
        version,
        "is over before it begins: validUntil must be after validFrom");
    require(catalogue.currency().matches("[a-z]{3}"), version, "has no currency");
    require(
        Set.copyOf(catalogue.drawOrder()).equals(EnumSet.allOf(Bucket.class))
            && catalogue.drawOrder().size() == Bucket.values().length,
        version,
        "does not name each bucket once in drawOrder");
    check(version, catalogue.credits());
    long free = catalogue.plans().stream().filter(p -> p.sale() == Plan.Sale.FREE).count();
    require(free == 1, version, "has not exactly one free plan");
    Set<String> names = new HashSet<>();
    for (Plan plan : catalogue.plans()) {
      require(names.add(plan.name()), version, "has two plans " + plan.name());
      check(version, plan);
    }
    return catalogue;
  }

  /** Refuses versions between which there would be a time in which nothing is sold. */
  static void checkTogether(List<Catalogue> versions, Instant now) {
    Stream<Instant> ends =
        versions.stream()
            .flatMap(each -> Stream.ofNullable(each.validUntil()))
            .filter(end -> end.isAfter(now));
    List<Instant> gaps =
        Stream.concat(Stream.of(now), ends)
            .filter(time -> Catalogues.soldAt(versions, time).isEmpty())
            .toList();
    if (!gaps.isEmpty()) {
      throw new IllegalStateException(
          "nothing would be sold from %s on: name a version in orgplane.catalogue.versions that is valid then, or move a validUntil"
              .formatted(gaps.getFirst()));
    }
  }

  private static void check(String version, CreditTerms terms) {
    CreditTerms.PayAsYouGo metered = terms.payAsYouGo();
    require(metered.pricePerCredit() > 0, version, "gives credits away by pay-as-you-go");
    require(
        metered.minimumCap() > 0 && metered.defaultCap() >= metered.minimumCap(),
        version,
        "has a default cap of pay-as-you-go below its minimum");
    CreditTerms.AddOnPack pack = terms.addOnPack();
    require(
        pack.price() > 0 && !pack.credits().isNone() && pack.mostAtOnce() >= 1,
        version,
        "sells add-on packs of nothing, or for nothing");
    require(
        terms.alerts().stream().allMatch(each -> each > 0 && each <= 100)
            && terms.alerts().stream().sorted().distinct().toList().equals(terms.alerts()),
        version,
        "has alerts that are not percentages, upwards");
  }

  private static void check(String version, Plan plan) {
    String subject = version + ": " + plan.name();
    require(CODE.matcher(plan.name()).matches(), subject, "is not kebab-case");
    require(plan.minimumSeats() >= 1, subject, "has a minimum of seats below one");
    require(plan.rolloverMonths() >= 0, subject, "rolls over a negative time");
    require(
        plan.features().stream().allMatch(CODE.asMatchPredicate()),
        subject,
        "has a feature that is not kebab-case");
    require(
        plan.prices().values().stream().allMatch(price -> price >= 0),
        subject,
        "has a negative price");
    boolean priced =
        Arrays.stream(Interval.values()).allMatch(each -> plan.unitAmount(each).orElse(0L) > 0);
    switch (plan.sale()) {
      case FREE ->
          require(!priced && plan.creditsPerSeat() != null, subject, "is free, with a price");
      case CHECKOUT ->
          require(priced && plan.creditsPerSeat() != null, subject, "is sold without a price");
      case AGREEMENT -> require(plan.prices().isEmpty(), subject, "is by agreement, with a price");
    }
  }

  private static void require(boolean holds, String subject, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(
          "the catalogue %s %s; correct its file, or take the version out of orgplane.catalogue.versions"
              .formatted(subject, otherwise));
    }
  }
}
