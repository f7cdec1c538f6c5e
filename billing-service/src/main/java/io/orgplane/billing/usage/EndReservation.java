package io.orgplane.billing.usage;

import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import java.util.List;

/**
 * Gives back what was set aside.
 *
 * @param how released by its caller, or expired because its time is up; one that has ended
 *     meanwhile then stays as it is
 */
record EndReservation(String id, Status how) implements Deed<Reservation> {

  @Override
  public List<String> ids() {
    return List.of(id);
  }

  @Override
  public Reservation decide(Books books) {
    Reservation found = books.requireReservation(id);
    return switch (found.status()) {
      case OPEN -> giveBack(found, books);
      case RELEASED, EXPIRED -> found;
      case SETTLED -> settled(found);
    };
  }

  private Reservation settled(Reservation found) {
    if (how != Status.EXPIRED) {
      throw new Conflict("It was settled.");
    }
    return found;
  }

  private Reservation giveBack(Reservation found, Books books) {
    books.pool().release(books.takeHolds(found), id, books.now());
    Reservation ended = found.now(how, found.source(), null, books.pool().available());
    books.end(ended);
    return ended;
  }
}
