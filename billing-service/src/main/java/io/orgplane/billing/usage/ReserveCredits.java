package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditProblem;
import io.orgplane.billing.credit.Hold;
import io.orgplane.billing.usage.Reservation.Wanted;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import java.util.List;

/** Sets credits aside, once per id. */
record ReserveCredits(Wanted wanted) implements Deed<Reservation> {

  @Override
  public List<String> ids() {
    return List.of(wanted.id());
  }

  @Override
  public Reservation decide(Books books) {
    Reservation known = books.reservation(wanted.id());
    if (known != null && known.isOf(wanted)) {
      return known;
    }
    if (known != null || books.recorded(wanted.id()) != null) {
      throw idTaken();
    }
    Source source = books.payer(wanted.kind(), books.now());
    List<Hold> holds =
        source == Source.BYOK ? List.of() : books.pool().hold(wanted.credits(), books.now());
    if (holds == null) {
      throw new CreditProblem.Exhausted(books.pool().nextGrantAt(books.now()));
    }
    Reservation reservation = wanted.granted(source, books.pool().available());
    books.reserve(reservation, holds);
    return reservation;
  }

  static Conflict idTaken() {
    return new Conflict("This id was used for something else.");
  }
}
