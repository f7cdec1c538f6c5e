package io.orgplane.membership.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.MembershipTest;
import io.orgplane.membership.mail.Letter.RemovedLetter;
import io.orgplane.testing.Database;
import io.orgplane.testing.InParallel;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several replicas share one table of mails; here they are several claims at once. */
@MembershipTest
class ReplicasTest {

  private static final Database DATABASE = Database.of("membership");

  @Inject Transactions transactions;
  @Inject Mailbox mailbox;
  @Inject MailOutbox outbox;

  @Test
  void no_two_take_the_same_mail_in_hand() {
    OrganizationId organization = OrganizationId.next();
    post(organization, 40);

    List<UUID> taken =
        InParallel.times(8, i -> outbox.claim().await().atMost(Duration.ofSeconds(10)))
            .succeeded()
            .stream()
            .flatMap(List::stream)
            .filter(mail -> mail.organization().equals(organization))
            .map(PostedMail::id)
            .toList();

    assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void what_a_dead_replica_had_in_hand_is_due_again_after_the_lease() {
    OrganizationId organization = OrganizationId.next();
    transactions
        .in(
            organization,
            tx ->
                mailbox
                    .post(tx, organization, "x@example.com", new RemovedLetter("Acme"))
                    .chain(
                        () ->
                            tx.execute(
                                "UPDATE mail_outbox SET due_at = clock_timestamp() + interval '1 hour', attempts = 1"
                                    + " WHERE organization_id = $1",
                                organization)))
        .await()
        .atMost(Duration.ofSeconds(5));
    assertThat(taken(organization)).isEmpty();

    DATABASE.update(
        "UPDATE mail_outbox SET due_at = clock_timestamp() WHERE organization_id = ?",
        organization.value());

    org.awaitility.Awaitility.await()
        .until(
            () ->
                DATABASE.count(
                        "mail_outbox WHERE organization_id = ? AND attempts = 1",
                        organization.value())
                    == 0);
  }

  private List<PostedMail> taken(OrganizationId organization) {
    return outbox.claim().await().atMost(Duration.ofSeconds(5)).stream()
        .filter(mail -> mail.organization().equals(organization))
        .toList();
  }

  private void post(OrganizationId organization, int mails) {
    transactions
        .in(
            organization,
            tx ->
                tx.execute(
                    """
                    INSERT INTO mail_outbox (organization_id, id, recipient, letter)
                    SELECT $1, gen_random_uuid(), 'x@example.com', '{"kind":"removed","organizationName":"Acme"}'
                    FROM generate_series(1, $2)
                    """,
                    organization,
                    mails))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
