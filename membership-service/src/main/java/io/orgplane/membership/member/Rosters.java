package io.orgplane.membership.member;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.seat.SeatGate;
import io.orgplane.membership.seat.Seats;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads under the organization's lock what a change has to know, and writes down what it is. */
@ApplicationScoped
class Rosters {

  private final SeatGate gate;
  private final Members members;
  private final Outbox outbox;
  private final MemberAudit audit;

  Rosters(SeatGate gate, Members members, Outbox outbox, MemberAudit audit) {
    this.gate = gate;
    this.members = members;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** From here on nobody else changes a membership of the organization. */
  Uni<Roster> lock(Tx tx, OrganizationId organization, UserId actor, UserId subject) {
    return gate.lock(tx, organization).chain(seats -> read(tx, seats, actor, subject));
  }

  /** Writes a decision down, tells of it, and records who made it. */
  Uni<Member> apply(Tx tx, Change change, Actor by) {
    Seats seats = change.seats();
    if (seats == null) {
      return Uni.createFrom().item(change.subject());
    }
    return gate.keep(tx, seats)
        .chain(() -> members.saveAll(tx, change.members(), by))
        .chain(() -> outbox.append(tx, change.events()))
        .chain(() -> audit.changed(tx, by, change))
        .replaceWith(change.subject());
  }

  private Uni<Roster> read(Tx tx, Seats seats, UserId actor, UserId subject) {
    return members
        .among(tx, seats.organization(), actor, subject)
        .chain(found -> read(tx, seats, member(found, actor), member(found, subject)));
  }

  private Uni<Roster> read(Tx tx, Seats seats, Member actor, Member subject) {
    return members
        .countOwners(tx, seats.organization())
        .map(owners -> new Roster(seats, actor, subject, owners));
  }

  private static Member member(List<Member> found, UserId wanted) {
    return found.stream()
        .filter(each -> each.userId().equals(wanted))
        .findFirst()
        .orElseThrow(NotFound::new);
  }
}
