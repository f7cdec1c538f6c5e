package io.orgplane.billing.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One version of what is for sale.
 *
 * @param validFrom new sales are under the newest version that is valid
 * @param validUntil from then on nobody begins with it; whoever has it keeps it. None is for good
 * @param currency ISO 4217 in lower case
 * @param drawOrder in which order credits are drawn
 * @param credits what credits cost beside those of a plan
 * @param plans from the smallest to the largest
 */
public record Catalogue(
    String version,
    Instant validFrom,
    @Nullable Instant validUntil,
    String currency,
    List<Bucket> drawOrder,
    CreditTerms credits,
    List<Plan> plans) {

  public Catalogue {
    drawOrder = List.copyOf(drawOrder);
    plans = List.copyOf(plans);
  }

  /** Whether something can be bought under it. */
  boolean isSoldAt(Instant time) {
    return !time.isBefore(validFrom) && (validUntil == null || time.isBefore(validUntil));
  }

  public Optional<Plan> plan(String name) {
    return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
  }

  /** A plan that is known to be there, such as the one that a subscription is on. */
  public Plan require(String name) {
    return plan(name)
        .orElseThrow(
            () -> new IllegalStateException("catalogue " + version + " has no plan " + name));
  }

  /** The one that an organization begins with and falls back to. */
  public Plan free() {
    return plans.stream().filter(plan -> plan.sale() == Plan.Sale.FREE).findFirst().orElseThrow();
  }

  /** The position among the plans: a larger plan has a higher one. */
  public int rank(String name) {
    return IntStream.range(0, plans.size())
        .filter(each -> plans.get(each).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public PlanKey key(Plan plan) {
    return new PlanKey(version, plan.name());
  }
}
