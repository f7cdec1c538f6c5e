package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.credit.LedgerEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The grants of a pool that still hold something: what is taken from them is taken in order. */
final class Grants {

  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Grant::grantedAt)
          .thenComparing(Grant::id);

  private final List<Grant> grants;
  private final List<Bucket> drawOrder;
  private final PoolChanges changes;
  private final Map<Bucket, Elastic> elastics = new EnumMap<>(Bucket.class);
  private BiConsumer<Grant, Credits> onDraw = (grant, credits) -> {};

  Grants(List<Grant> grants, List<Bucket> drawOrder, PoolChanges changes) {
    this.grants = new ArrayList<>(grants);
    this.grants.sort(ORDER);
    this.drawOrder = drawOrder;
    this.changes = changes;
  }

  /** Lets a bucket grow by what is drawn from it. */
  void elastic(Bucket bucket, Elastic elastic) {
    elastics.put(bucket, elastic);
  }

  /** It does not grow any more. */
  void rigid(Bucket bucket) {
    elastics.remove(bucket);
  }

  /** Is told of every draw. */
  void onDraw(BiConsumer<Grant, Credits> heard) {
    onDraw = heard;
  }

  void add(Grant grant, Instant now) {
    insert(grant);
    changes.created(grant, now);
  }

  /** One that holds nothing yet and is written down when it does. */
  void insert(Grant grant) {
    grants.add(grant);
    grants.sort(ORDER);
  }

  /** Draws as much as there is, and answers what is missing. */
  Credits draw(Credits wanted, String usage, Instant now) {
    return take(wanted, now, (grant, left) -> drawFrom(grant, left, usage, now));
  }

  /** Sets aside as much as there is. */
  List<Hold> hold(Credits wanted, Instant now) {
    List<Hold> holds = new ArrayList<>();
    take(wanted, now, (grant, left) -> holdOf(grant, left, holds));
    return holds;
  }

  /** Takes some of what is left to take from a grant. */
  @FunctionalInterface
  private interface Taking {
    Credits from(Grant grant, Credits left);
  }

  private Credits take(Credits wanted, Instant now, Taking taking) {
    Credits left = wanted;
    for (Bucket bucket : drawOrder) {
      if (left.isNone()) {
        return left;
      }
      left = takeFrom(bucket, left, now, taking);
    }
    return left;
  }

  private Credits takeFrom(Bucket bucket, Credits wanted, Instant now, Taking taking) {
    Credits left = wanted;
    for (Grant grant : List.copyOf(grants)) {
      if (grant.bucket() == bucket && !grant.available().isNone() && !left.isNone()) {
        left = left.minus(taking.from(grant, left));
      }
    }
    Elastic elastic = elastics.get(bucket);
    if (elastic != null && !left.isNone()) {
      Credits more = left.min(elastic.headroom().get());
      if (!more.isNone()) {
        Grant grant = elastic.grant().get();
        grow(grant, more, now);
        left = left.minus(taking.from(grant, left));
      }
    }
    return left;
  }

  private void grow(Grant grant, Credits more, Instant now) {
    if (grant.granted().isNone()) {
      changes.createdEmpty(grant);
    }
    grant.grow(more);
    changes.enter(Kind.GRANT, grant, more, grant.reason(), now);
  }

  private Credits drawFrom(Grant grant, Credits left, String usage, Instant now) {
    Credits taken = grant.draw(left);
    changes.enter(Kind.DRAW, grant, taken, usage, now);
    onDraw.accept(grant, taken);
    return taken;
  }

  private Credits holdOf(Grant grant, Credits left, List<Hold> holds) {
    Credits taken = grant.hold(left);
    changes.touched(grant);
    holds.add(new Hold(grant.id(), taken));
    return taken;
  }

  /** Gives a hold back, and answers its grant. */
  Grant release(Hold hold) {
    Grant grant = require(hold.grantId());
    grant.release(hold.credits());
    changes.touched(grant);
    return grant;
  }

  /** Gives every hold back. */
  void releaseAll() {
    for (Grant grant : grants) {
      grant.release(grant.held());
      changes.touched(grant);
    }
  }

  /** Draws from a hold, gives the rest of it back, and answers what was drawn. */
  Credits drawHeld(Hold hold, Credits wanted, String usage, Instant now) {
    return drawFrom(release(hold), wanted.min(hold.credits()), usage, now);
  }

  /** Those that this is true of and that somebody may still draw from. */
  List<Grant> live(Predicate<Grant> which) {
    return grants.stream()
        .filter(grant -> grant.isOpen() || !grant.available().isNone())
        .filter(which)
        .toList();
  }

  /** Ends what nobody has set aside, and answers how much that was. */
  Credits expire(Grant grant, Instant now) {
    Credits ended = grant.expire();
    changes.enter(Kind.EXPIRY, grant, ended, "", now);
    return ended;
  }

  Credits available() {
    return sum(Grant::available);
  }

  /** By how much its elastic buckets could grow. */
  Credits headroom() {
    return elastics.values().stream()
        .map(elastic -> elastic.headroom().get())
        .reduce(Credits.NONE, Credits::plus);
  }

  Credits held() {
    return sum(Grant::held);
  }

  List<Grant> all() {
    return List.copyOf(grants);
  }

  Grant require(UUID id) {
    return grants.stream().filter(grant -> grant.id().equals(id)).findFirst().orElseThrow();
  }

  private Credits sum(Function<Grant, Credits> of) {
    Credits sum = Credits.NONE;
    for (Grant grant : grants) {
      sum = sum.plus(of.apply(grant));
    }
    return sum;
  }
}
