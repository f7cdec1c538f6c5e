package io.orgplane.membership.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what waits. It never sends within the transaction that posted a mail, and a mail that fails
 * stays: a mail server that is down delays mails and nothing else.
 */
@ApplicationScoped
class PostOffice {

  private static final Logger LOG = Logger.getLogger(PostOffice.class);
  private static final int LARGEST_DOUBLING = 16;
  private static final Set<Integer> REFUSALS = Set.of(550, 551, 552, 553, 554);

  private final MailOutbox outbox;
  private final Composer composer;
  private final ReactiveMailer mailer;
  private final MailConfig config;
  private final MeterRegistry metrics;
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopped;

  PostOffice(
      MailOutbox outbox,
      Composer composer,
      ReactiveMailer mailer,
      MailConfig config,
      MeterRegistry metrics) {
    this.outbox = outbox;
    this.composer = composer;
    this.mailer = mailer;
    this.config = config;
    this.metrics = metrics;
  }

  /** What has not gone out by then is due again after its lease, for whoever runs. */
  void onStop(@Observes ShutdownEvent stopping) {
    stopped = true;
  }

  /** Sends what is due, soon and apart from whoever calls. */
  void wake() {
    woken.set(true);
    if (stopped || !sending.compareAndSet(false, true)) {
      return;
    }
    woken.set(false);
    sendAllDue()
        .onTermination()
        .invoke(() -> sending.set(false))
        .subscribe()
        .with(
            done -> wakeAgain(),
            failure -> LOG.warnf("Mails cannot be taken in hand: %s", failure.getMessage()));
  }

  @Scheduled(every = "${orgplane.mail.sweep:1s}", delayed = "1s")
  void sweep() {
    wake();
  }

  private void wakeAgain() {
    if (woken.get()) {
      wake();
    }
  }

  private Uni<Void> sendAllDue() {
    return outbox
        .claim()
        .call(this::sendEach)
        .chain(
            batch ->
                batch.size() < config.batchSize() ? Uni.createFrom().voidItem() : sendAllDue());
  }

  private Uni<Void> sendEach(List<PostedMail> batch) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUni(this::send)
        .merge(config.batchSize())
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> send(PostedMail posted) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(mail(posted)))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .invoke(() -> count("sent"))
        .chain(() -> outbox.delete(posted))
        .onFailure()
        .recoverWithUni(failure -> failed(posted, failure));
  }

  private Mail mail(PostedMail posted) {
    Composer.Composed composed = composer.compose(posted);
    return Mail.withHtml(posted.recipient(), composed.subject(), composed.html())
        .setText(composed.text())
        .addHeader("Auto-Submitted", "auto-generated");
  }

  /** The recipient is not logged: the id finds the row for whoever may read the database. */
  private Uni<Void> failed(PostedMail posted, Throwable failure) {
    if (posted.isTooOld() && isRefusedForGood(failure)) {
      LOG.errorf("Mail %s is given up: %s", posted.id(), failure.getMessage());
      count("given-up");
      return outbox.delete(posted);
    }
    LOG.warnf(
        "Mail %s waits, attempt %d: %s", posted.id(), posted.attempts(), failure.getMessage());
    count("failed");
    return outbox.delay(posted, pause(posted.attempts()));
  }

  /** The server has said of this recipient that it does not take the mail: RFC 5321, 4.2.3. */
  private static boolean isRefusedForGood(Throwable failure) {
    return failure instanceof SMTPException answer && REFUSALS.contains(answer.getReplyCode())
        || failure.getCause() != null && isRefusedForGood(failure.getCause());
  }

  private Duration pause(int attempts) {
    Duration doubled =
        config.backoff().multipliedBy(1L << Math.min(attempts - 1, LARGEST_DOUBLING));
    return doubled.compareTo(config.longestBackoff()) > 0 ? config.longestBackoff() : doubled;
  }

  private void count(String outcome) {
    metrics.counter("orgplane.mail", "outcome", outcome).increment();
  }
}
