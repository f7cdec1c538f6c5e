package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import java.util.List;

/**
 * Charges what work has cost, more or less than was set aside. Who pays was decided when it was
 * reserved: the work has run on the account that there was then.
 */
record SettleReservation(String id, Credits actual) implements Deed<Reservation> {

  @Override
  public List<String> ids() {
    return List.of(id);
  }

  @Override
  public Reservation decide(Books books) {
    Reservation found = books.requireReservation(id);
    return switch (found.status()) {
      case OPEN, EXPIRED -> charge(found, books);
      case SETTLED -> again(found);
      case RELEASED -> throw new Conflict("It was released.");
    };
  }

  private Reservation again(Reservation settled) {
    if (!actual.equals(settled.settled())) {
      throw new Conflict("It was settled with another amount.");
    }
    return settled;
  }

  private Reservation charge(Reservation found, Books books) {
    Credits drawn = found.source() == Source.CREDITS ? actual : Credits.NONE;
    books.pool().settle(books.takeHolds(found), drawn, id, books.now());
    Reservation settled =
        found.now(Status.SETTLED, found.source(), actual, books.pool().available());
    books.end(settled);
    Usage usage = new Usage(id, found.workspace(), null, found.kind(), actual, books.now(), null);
    books.record(new Recorded(usage, settled.source(), settled.remaining()));
    return settled;
  }
}
