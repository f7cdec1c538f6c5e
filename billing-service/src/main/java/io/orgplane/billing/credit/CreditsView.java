package io.orgplane.billing.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pool as its Owner sees it.
 *
 * @param remaining what can be drawn now, reservations left aside
 * @param reserved what open reservations have set aside
 * @param debt what work has cost beyond everything; blocks until a grant covers it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CreditsView(
    Credits remaining,
    Credits reserved,
    Credits debt,
    List<BucketView> buckets,
    PayAsYouGoView payAsYouGo,
    @Nullable Instant nextGrantAt) {

  /**
   * One bucket, of what is not over yet.
   *
   * @param expiresAt when the first part of it ends; null when none does
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BucketView(
      Bucket kind, Credits remaining, Credits granted, @Nullable Instant expiresAt) {}

  /**
   * What may be paid afterwards. Cap and spent are minor units of the running period.
   *
   * @param available whether the plan has it, and is paid; what was enabled rests otherwise
   * @param cap null is without limit
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record PayAsYouGoView(boolean enabled, boolean available, @Nullable Long cap, long spent) {

    static PayAsYouGoView of(CreditPool pool) {
      PayAsYouGo it = pool.state().payAsYouGo();
      return new PayAsYouGoView(it.enabled(), it.allowed(), it.cap(), pool.meteredAmount());
    }
  }

  static CreditsView of(CreditPool pool, Instant now) {
    return new CreditsView(
        pool.available(),
        pool.held(),
        pool.state().debt(),
        Arrays.stream(Bucket.values())
            .map(bucket -> bucket(bucket, pool.grants()))
            .filter(bucket -> !bucket.granted().isNone())
            .toList(),
        PayAsYouGoView.of(pool),
        pool.nextGrantAt(now));
  }

  private static BucketView bucket(Bucket bucket, List<Grant> all) {
    List<Grant> grants = all.stream().filter(grant -> grant.bucket() == bucket).toList();
    return new BucketView(
        bucket,
        grants.stream().map(Grant::available).reduce(Credits.NONE, Credits::plus),
        grants.stream().map(Grant::granted).reduce(Credits.NONE, Credits::plus),
        grants.stream()
            .map(Grant::expiresAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }
}
