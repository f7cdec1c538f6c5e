package io.orgplane.membership.member;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.member.MemberEvent.MemberActivated;
import io.orgplane.membership.member.MemberEvent.MemberState;
import io.orgplane.membership.seat.SeatGate;
import io.orgplane.membership.seat.SeatProblem;
import io.orgplane.membership.seat.Seats;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The one way in: every new member passes the seat gate here, whoever asks for it. Somebody who was
 * removed has no membership, so that their return is an activation like any other.
 */
@ApplicationScoped
public class Activation {

  private final SeatGate gate;
  private final Members members;
  private final Outbox outbox;
  private final MemberAudit audit;
  private final Clock clock;

  Activation(SeatGate gate, Members members, Outbox outbox, MemberAudit audit, Clock clock) {
    this.gate = gate;
    this.members = members;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a seat for somebody who is no member; the caller holds the organization's lock and has
   * seen under it that they are none.
   *
   * @param by who lets them in: the person who accepts, or whoever provisions them
   * @throws SeatProblem as a failure of the Uni; the transaction is then to be rolled back
   */
  public Uni<Member> of(Tx tx, Candidate candidate, Actor by) {
    return gate.take(tx, candidate.organization()).chain(seats -> enter(tx, candidate, by, seats));
  }

  /** The creator of an organization comes in with the seat that it begins with. */
  Uni<Member> ofFounder(Tx tx, Candidate founder) {
    Actor by = Actor.user(founder.userId(), founder.email(), null);
    return gate.found(tx, founder.organization()).chain(seats -> enter(tx, founder, by, seats));
  }

  private Uni<Member> enter(Tx tx, Candidate candidate, Actor by, Seats seats) {
    Member member =
        new Member(
            candidate.organization(),
            candidate.userId(),
            candidate.email(),
            candidate.name(),
            candidate.role(),
            candidate.source(),
            clock.instant(),
            candidate.workspaces(),
            seats.version());
    var activated =
        new MemberActivated(
            candidate.organization(),
            MemberState.of(member, seats.used()),
            candidate.invitationId());
    return members
        .add(tx, member, by)
        .chain(() -> outbox.append(tx, activated))
        .chain(() -> audit.activated(tx, by, member, candidate.invitationId()))
        .replaceWith(member);
  }
}
