package io.orgplane.membership.invitation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.LinkToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** The hashes of all tokens that were ever mailed. */
@ApplicationScoped
class InvitationTokens {

  private static final String SUPERSEDE =
      """
      UPDATE invitation_tokens SET superseded = true
      WHERE organization_id = $1 AND invitation_id = $2 AND NOT superseded
      """;

  private static final String ADD =
      """
      INSERT INTO invitation_tokens (organization_id, token_hash, invitation_id)
      VALUES ($1, $2, $3)
      """;

  private static final String FIND =
      """
      SELECT organization_id, invitation_id, superseded FROM invitation_tokens
      WHERE token_hash = $1
      """;

  private final Transactions transactions;

  InvitationTokens(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What a token stands for. */
  record Named(OrganizationId organization, InvitationId invitation, boolean superseded) {

    static Named of(Row row) {
      return new Named(
          Rows.organization(row),
          new InvitationId(row.getUUID("invitation_id")),
          row.getBoolean("superseded"));
    }

    void requireCurrent() {
      if (superseded) {
        throw new InvitationProblem.Superseded();
      }
    }
  }

  /**
   * The token is the only thing that names the organization, so the look-up goes across all.
   *
   * @throws NotFound as a failure of the Uni, for a token that nobody was ever sent
   */
  Uni<Named> require(LinkToken token) {
    return transactions
        .acrossOrganizations(tx -> tx.find(FIND, Named::of, TokenHash.of(token)))
        .map(found -> found.orElseThrow(NotFound::new));
  }

  /** Once more, under the lock: a new mail may have gone out meanwhile. */
  Uni<Named> requireAgain(Tx tx, LinkToken token) {
    return tx.find(FIND, Named::of, TokenHash.of(token))
        .map(found -> found.orElseThrow(NotFound::new))
        .invoke(Named::requireCurrent);
  }

  /** From here on this one opens the invitation, and none before it does. */
  Uni<Void> replace(Tx tx, Invitation invitation, LinkToken token) {
    return tx.execute(SUPERSEDE, invitation.organization(), invitation.id().value())
        .chain(() -> add(tx, invitation, token));
  }

  /** One more that opens the invitation, beside those that do. */
  Uni<Void> add(Tx tx, Invitation invitation, LinkToken token) {
    return tx.execute(ADD, invitation.organization(), TokenHash.of(token), invitation.id().value())
        .replaceWithVoid();
  }
}
