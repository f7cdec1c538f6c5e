package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.credit.LedgerEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The grants of a pool that still hold something: what is taken from them is taken in order. */
final class Grants {

  private final List<Grant> grants;
  private final PoolChanges changes;
  private final Comparator<Grant> order;

  Grants(List<Grant> grants, List<Bucket> drawOrder, PoolChanges changes) {
    this.grants = new ArrayList<>(grants);
    this.changes = changes;
    this.order =
        Comparator.<Grant>comparingInt(grant -> drawOrder.indexOf(grant.bucket()))
            .thenComparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Grant::grantedAt)
            .thenComparing(Grant::id);
  }

  void add(Grant grant, Instant now) {
    grants.add(grant);
    changes.created(grant, now);
  }

  /** Draws as much as there is, and answers what is missing. */
  Credits draw(Credits wanted, String usage, Instant now) {
    Credits left = wanted;
    for (Grant grant : inOrder()) {
      Credits taken = grant.draw(left);
      if (!taken.isNone()) {
        changes.enter(Kind.DRAW, grant, taken, usage, now);
        left = left.minus(taken);
      }
    }
    return left;
  }

  /** Sets aside as much as there is. */
  List<Hold> hold(Credits wanted) {
    List<Hold> holds = new ArrayList<>();
    Credits left = wanted;
    for (Grant grant : inOrder()) {
      Credits taken = grant.hold(left);
      if (!taken.isNone()) {
        changes.touched(grant);
        holds.add(new Hold(grant.id(), taken));
        left = left.minus(taken);
      }
    }
    return holds;
  }

  /** Gives a hold back; what has expired meanwhile ends. */
  void release(Hold hold, Instant now) {
    drawHeld(hold, Credits.NONE, "", now);
  }

  /** Draws from a hold, gives the rest of it back, and answers what was drawn. */
  Credits drawHeld(Hold hold, Credits wanted, String usage, Instant now) {
    Grant grant = require(hold.grantId());
    grant.release(hold.credits());
    Credits taken = grant.draw(wanted.min(hold.credits()));
    changes.enter(Kind.DRAW, grant, taken, usage, now);
    if (grant.hasExpired(now)) {
      expire(grant, now);
    }
    return taken;
  }

  /** Ends what nobody has set aside of the grants that this is true of. */
  void expire(Predicate<Grant> which, Instant now) {
    grants.stream().filter(which).forEach(grant -> expire(grant, now));
  }

  Credits available() {
    return sum(Grant::available);
  }

  Credits held() {
    return sum(Grant::held);
  }

  List<Grant> all() {
    return List.copyOf(grants);
  }

  private void expire(Grant grant, Instant now) {
    changes.enter(Kind.EXPIRY, grant, grant.expire(), "", now);
  }

  private Credits sum(Function<Grant, Credits> of) {
    return grants.stream().map(of).reduce(Credits.NONE, Credits::plus);
  }

  private List<Grant> inOrder() {
    return grants.stream().filter(grant -> !grant.available().isNone()).sorted(order).toList();
  }

  private Grant require(UUID id) {
    return grants.stream().filter(grant -> grant.id().equals(id)).findFirst().orElseThrow();
  }
}
