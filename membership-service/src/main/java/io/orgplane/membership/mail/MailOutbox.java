package io.orgplane.membership.mail;

import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * The mails that wait. Whoever takes one in hand moves its due time behind the lease, so no other
 * replica sends it meanwhile, and if this one dies it is due again. The database's own clock
 * decides, not the suite's: a month that passes in a test ends no lease.
 */
@ApplicationScoped
class MailOutbox {

  private static final String CLAIM =
      """
      UPDATE mail_outbox AS mail
      SET attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 millisecond'
      FROM (SELECT organization_id, id FROM mail_outbox WHERE due_at <= clock_timestamp()
            ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS due
      WHERE mail.organization_id = due.organization_id AND mail.id = due.id
      RETURNING mail.organization_id, mail.id, recipient, letter::text AS letter, sealed, attempts,
        posted_at < clock_timestamp() - $3 * interval '1 millisecond' AS too_old
      """;

  private static final String DELETE =
      "DELETE FROM mail_outbox WHERE organization_id = $1 AND id = $2";

  private static final String DELAY =
      """
      UPDATE mail_outbox SET due_at = clock_timestamp() + $3 * interval '1 millisecond'
      WHERE organization_id = $1 AND id = $2
      """;

  private static final String MEASURE =
      """
      SELECT count(*) AS waiting,
             coalesce(extract(epoch FROM clock_timestamp() - min(posted_at)), 0)::float8 AS age
      FROM mail_outbox
      """;

  private final Transactions transactions;
  private final MailConfig config;

  MailOutbox(Transactions transactions, MailConfig config) {
    this.transactions = transactions;
    this.config = config;
  }

  /** How many wait, and for how long the oldest has. */
  record Backlog(long waiting, double ageSeconds) {}

  Uni<List<PostedMail>> claim() {
    return transactions.acrossOrganizations(
        tx ->
            tx.list(
                CLAIM,
                MailOutbox::mail,
                (double) config.lease().toMillis(),
                config.batchSize(),
                (double) config.giveUpAfter().toMillis()));
  }

  /** It is out, or given up: the row goes, and the sealed token with it. */
  Uni<Void> delete(PostedMail mail) {
    return transactions.in(
        mail.organization(),
        tx -> tx.execute(DELETE, mail.organization(), mail.id()).replaceWithVoid());
  }

  Uni<Void> delay(PostedMail mail, Duration pause) {
    return transactions.in(
        mail.organization(),
        tx ->
            tx.execute(DELAY, mail.organization(), mail.id(), (double) pause.toMillis())
                .replaceWithVoid());
  }

  Uni<Backlog> backlog() {
    return transactions.acrossOrganizations(
        tx -> tx.one(MEASURE, row -> new Backlog(row.getLong("waiting"), row.getDouble("age"))));
  }

  private static PostedMail mail(Row row) {
    var sealed = row.getBuffer("sealed");
    return new PostedMail(
        Rows.organization(row),
        row.getUUID("id"),
        row.getString("recipient"),
        row.getString("letter"),
        sealed == null ? null : sealed.getBytes(),
        row.getInteger("attempts"),
        row.getBoolean("too_old"));
  }
}
