package io.orgplane.sandbox.stripe.api;

import io.orgplane.sandbox.stripe.api.Agenda.Due;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Does what is due, earliest first, each at its own time, until nothing is. What is done may bring
 * further work.
 */
public final class DueWork {
  private final Moment moment;
  private final List<Agenda> agendas;

  public DueWork(Moment moment, List<Agenda> agendas) {
    this.moment = moment;
    this.agendas = List.copyOf(agendas);
  }

  public void run() {
    long now = moment.now();
    for (Optional<Due> due = next(now); due.isPresent(); due = next(now)) {
      moment.asOf(due.get().at(), due.get().work());
    }
  }

  private Optional<Due> next(long now) {
    return agendas.stream()
        .flatMap(Agenda::upcoming)
        .filter(due -> due.at() <= now)
        .min(Comparator.comparingLong(Due::at));
  }
}
