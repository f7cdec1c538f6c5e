package io.orgplane.membership.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where features post mails: in the transaction of what the mail tells of, so that none goes out
 * for something that did not happen.
 */
@ApplicationScoped
public class Mailbox {

  private static final String POST =
      """
      INSERT INTO mail_outbox (organization_id, id, recipient, letter, sealed, about)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private final PostOffice postOffice;
  private final Seal seal;
  private final ObjectMapper json;

  Mailbox(PostOffice postOffice, Seal seal, ObjectMapper json) {
    this.postOffice = postOffice;
    this.seal = seal;
    this.json = json;
  }

  public Uni<Void> post(Tx tx, OrganizationId organization, String recipient, Letter letter) {
    return insert(tx, organization, Ids.next(), recipient, letter, null, null);
  }

  /**
   * Posts a letter whose link needs a token. The token is kept sealed, and only until the mail is
   * out.
   *
   * @param about what the mail belongs to, for {@link #withdraw}
   */
  public Uni<Void> post(
      Tx tx,
      OrganizationId organization,
      String recipient,
      Letter letter,
      LinkToken token,
      UUID about) {
    UUID id = Ids.next();
    byte[] sealed = seal.close(token, organization, id);
    return insert(tx, organization, id, recipient, letter, sealed, about);
  }

  /**
   * Takes back what has not gone out: its link would no longer work.
   *
   * @return whether there was something to take back
   */
  public Uni<Boolean> withdraw(Tx tx, OrganizationId organization, UUID about) {
    return tx.execute(
            "DELETE FROM mail_outbox WHERE organization_id = $1 AND about = $2",
            organization,
            about)
        .map(taken -> taken > 0);
  }

  /** After the commit: what was posted need not wait for the next sweep. */
  public void wake() {
    postOffice.wake();
  }

  private Uni<Void> insert(
      Tx tx,
      OrganizationId organization,
      UUID id,
      String recipient,
      Letter letter,
      byte @Nullable [] sealed,
      @Nullable UUID about) {
    return tx.execute(POST, organization, id, recipient, written(letter), sealed, about)
        .replaceWithVoid();
  }

  private JsonObject written(Letter letter) {
    try {
      return new JsonObject(json.writerFor(Letter.class).writeValueAsString(letter));
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("a letter cannot be written as JSON", unwritable);
    }
  }
}
