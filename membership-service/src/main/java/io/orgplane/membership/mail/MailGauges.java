package io.orgplane.membership.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.membership.mail.MailOutbox.Backlog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How many mails wait and for how long: what tells an operator that the mail server is away. */
@ApplicationScoped
class MailGauges {

  private final MailOutbox outbox;
  private volatile Backlog last = new Backlog(0, 0);

  MailGauges(MailOutbox outbox, MeterRegistry registry) {
    this.outbox = outbox;
    registry.gauge("orgplane.mail.backlog", this, gauges -> gauges.last.waiting());
    registry.gauge("orgplane.mail.backlog.age.seconds", this, gauges -> gauges.last.ageSeconds());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return outbox.backlog().invoke(backlog -> last = backlog).replaceWithVoid();
  }
}
