package io.orgplane.org.stats;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.UUID;

/** Hears the figures of an organization from the other services. */
@ApplicationScoped
class FiguresConsumer implements EventConsumer {

  private final Figures figures;

  FiguresConsumer(Figures figures) {
    this.figures = figures;
  }

  record MemberActivated(int activeCount, long membershipVersion) {}

  record MemberRemoved(int activeCount, long membershipVersion) {}

  record MemberInvited(UUID invitationId) {}

  record InvitationAccepted(UUID invitationId) {}

  record InvitationDeclined(UUID invitationId) {}

  record InvitationRevoked(UUID invitationId) {}

  record InvitationExpired(UUID invitationId) {}

  record CreditsGranted(BigDecimal remaining) {}

  record UsageRecorded(BigDecimal remaining) {}

  record ByokActivated(long version) {}

  record ByokDegraded(long version, String status) {}

  record ByokRecovered(long version) {}

  record ByokExpired(long version) {}

  record ByokSuspended(long version) {}

  record ByokRevoked(long version) {}

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public void listen(Listening to) {
    to.event(
            MemberActivated.class,
            (tx, it) ->
                members(tx, it, it.payload().activeCount(), it.payload().membershipVersion()))
        .event(
            MemberRemoved.class,
            (tx, it) ->
                members(tx, it, it.payload().activeCount(), it.payload().membershipVersion()))
        .event(
            MemberInvited.class,
            (tx, it) -> figures.invited(tx, it.organization(), it.payload().invitationId()))
        .event(InvitationAccepted.class, (tx, it) -> answered(tx, it, it.payload().invitationId()))
        .event(InvitationDeclined.class, (tx, it) -> answered(tx, it, it.payload().invitationId()))
        .event(InvitationRevoked.class, (tx, it) -> answered(tx, it, it.payload().invitationId()))
        .event(InvitationExpired.class, (tx, it) -> answered(tx, it, it.payload().invitationId()))
        .event(CreditsGranted.class, (tx, it) -> credits(tx, it, it.payload().remaining()))
        .event(UsageRecorded.class, (tx, it) -> credits(tx, it, it.payload().remaining()))
        .event(ByokActivated.class, (tx, it) -> byok(tx, it, "active", it.payload().version()))
        .event(
            ByokDegraded.class,
            (tx, it) -> byok(tx, it, it.payload().status(), it.payload().version()))
        .event(ByokRecovered.class, (tx, it) -> byok(tx, it, "active", it.payload().version()))
        .event(ByokExpired.class, (tx, it) -> byok(tx, it, "expired", it.payload().version()))
        .event(ByokSuspended.class, (tx, it) -> byok(tx, it, "suspended", it.payload().version()))
        .event(ByokRevoked.class, (tx, it) -> byok(tx, it, "revoked", it.payload().version()));
  }

  private Uni<Void> members(Tx tx, Received<?> event, int active, long version) {
    return figures.members(tx, event.organization(), active, version);
  }

  private Uni<Void> answered(Tx tx, Received<?> event, UUID invitation) {
    return figures.answered(tx, event.organization(), invitation);
  }

  private Uni<Void> credits(Tx tx, Received<?> event, BigDecimal remaining) {
    return figures.credits(tx, event.organization(), remaining);
  }

  private Uni<Void> byok(Tx tx, Received<?> event, String status, long version) {
    return figures.byok(tx, event.organization(), status, version);
  }
}
