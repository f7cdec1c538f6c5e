package io.orgplane.billing.subscription;

import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Hears which cap the seat gate enforces. The answer to a way down is what is billed from the next
 * period on. A gate that could not go as low as what was bought (somebody came in while seats still
 * expanded) keeps the members it has, and their seats are owed.
 */
@ApplicationScoped
class SeatCapEvents implements EventConsumer {

  private static final Actor ACTOR = Actor.system("seat-gate");

  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Revising revising;

  SeatCapEvents(Subscriptions subscriptions, MemberCounts members, Revising revising) {
    this.subscriptions = subscriptions;
    this.members = members;
    this.revising = revising;
  }

  record SeatCapApplied(@Nullable Integer cap, long entitlementVersion) {}

  @Override
  public String name() {
    return "seat-caps";
  }

  @Override
  public void listen(Listening to) {
    to.event(SeatCapApplied.class, this::applied);
  }

  private Uni<Void> applied(Tx tx, Received<SeatCapApplied> event) {
    Integer cap = event.payload().cap();
    return cap == null
        ? Uni.createFrom().voidItem()
        : subscriptions
            .lockIfPresent(tx, event.organization())
            .chain(
                found ->
                    found
                        .filter(Subscription::isPaid)
                        .map(it -> heed(tx, it, cap, event.payload().entitlementVersion()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> heed(Tx tx, Subscription current, int cap, long version) {
    Lowering lowering = current.seats().lowering();
    if (lowering != null) {
      return lowering.applied() == null && version >= lowering.version()
          ? revising.to(tx, current, reached(current, lowering, cap), ACTOR)
          : Uni.createFrom().voidItem();
    }
    Integer wanted = current.seats().cap();
    boolean owed = version == current.entitlementVersion() && wanted != null && cap > wanted;
    return owed ? members.owe(tx, current.organization(), cap) : Uni.createFrom().voidItem();
  }

  private static Subscription reached(Subscription current, Lowering lowering, int cap) {
    return current.withSeats(current.seats().withLowering(lowering.answered(cap)));
  }
}
