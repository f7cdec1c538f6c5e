package io.orgplane.membership.session;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.revocation.RevocationId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * The removed people who are still to be looked after. Whoever takes one in hand moves the due time
 * behind the lease, so no other replica does meanwhile, and if this one dies it is due again.
 *
 * <p>Whether an organization holds the person is asked after the removal has committed: of two that
 * remove the same person at once, the later one sees that nobody does.
 */
@ApplicationScoped
class SignOuts {

  private static final String BEGIN =
      "INSERT INTO sign_outs (organization_id, revocation_id, user_id) VALUES ($1, $2, $3)";

  private static final String CLAIM =
      """
      UPDATE sign_outs AS one
      SET attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 millisecond'
      FROM (SELECT organization_id, revocation_id FROM sign_outs WHERE due_at <= clock_timestamp()
            ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS due
      WHERE one.organization_id = due.organization_id AND one.revocation_id = due.revocation_id
      RETURNING one.*, EXISTS (SELECT FROM members WHERE members.user_id = one.user_id) AS held
      """;

  private static final String DELAY =
      """
      UPDATE sign_outs SET due_at = clock_timestamp() + $3 * interval '1 millisecond'
      WHERE organization_id = $1 AND revocation_id = $2
      """;

  private static final String END =
      "DELETE FROM sign_outs WHERE organization_id = $1 AND revocation_id = $2";

  private static final String MEASURE =
      """
      SELECT count(*) AS waiting,
             coalesce(extract(epoch FROM clock_timestamp() - min(begun_at)), 0)::float8 AS age
      FROM sign_outs
      """;

  private final Transactions transactions;
  private final KeycloakConfig config;

  SignOuts(Transactions transactions, KeycloakConfig config) {
    this.transactions = transactions;
    this.config = config;
  }

  /** How many wait, and for how long the oldest has. */
  record Backlog(long waiting, double ageSeconds) {}

  Uni<Void> begin(Tx tx, OrganizationId organization, RevocationId revocation, UserId user) {
    return tx.execute(BEGIN, organization, revocation.value(), user).replaceWithVoid();
  }

  Uni<List<SignOut>> claim() {
    return transactions.acrossOrganizations(
        tx -> tx.list(CLAIM, SignOut::of, (double) config.lease().toMillis(), config.batchSize()));
  }

  Uni<Void> delay(SignOut signOut, Duration pause) {
    return transactions.in(
        signOut.organization(),
        tx ->
            tx.execute(
                    DELAY,
                    signOut.organization(),
                    signOut.revocation().value(),
                    (double) pause.toMillis())
                .replaceWithVoid());
  }

  Uni<Void> end(Tx tx, SignOut signOut) {
    return tx.execute(END, signOut.organization(), signOut.revocation().value()).replaceWithVoid();
  }

  Uni<Backlog> backlog() {
    return transactions.acrossOrganizations(
        tx -> tx.one(MEASURE, row -> new Backlog(row.getLong("waiting"), row.getDouble("age"))));
  }
}
