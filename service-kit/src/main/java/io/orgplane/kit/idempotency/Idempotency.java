package io.orgplane.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.IdempotencyKeyReused;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a repeated call the answer of the first. The key is claimed in the transaction of the
 * effect: a second call at the same time waits on the row until the first has committed, and then
 * finds its answer; when the first is rolled back the key is free again.
 */
@ApplicationScoped
public class Idempotency {

  private static final String CLAIM =
      """
      INSERT INTO idempotency_keys (organization_id, caller, key, request_hash) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;

  private static final String RECALL =
      """
      SELECT request_hash, answer::text FROM idempotency_keys
      WHERE organization_id = $1 AND caller = $2 AND key = $3
      """;

  private static final String REMEMBER =
      """
      UPDATE idempotency_keys SET answer = $4::text::jsonb
      WHERE organization_id = $1 AND caller = $2 AND key = $3
      """;

  private final ObjectMapper json;

  Idempotency(ObjectMapper json) {
    this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  /**
   * Runs the effect, or returns the answer that it gave before under this key.
   *
   * @param request what the call asks for: its method, path and body; another content under the
   *     same key is refused
   * @throws IdempotencyKeyReused as a failure of the Uni
   */
  public <T> Uni<T> once(
      Tx tx,
      OrganizationId organization,
      Caller caller,
      @Nullable IdempotencyKey key,
      Object request,
      Class<T> answerType,
      Supplier<Uni<T>> effect) {
    if (key == null) {
      return effect.get();
    }
    Claim claim = new Claim(organization, caller.name(), key.value(), hash(request));
    return tx.execute(CLAIM, claim.organization, claim.caller, claim.key, claim.hash)
        .chain(
            claimed ->
                claimed == 1
                    ? effect.get().call(answer -> remember(tx, claim, answer))
                    : recall(tx, claim, answerType));
  }

  private Uni<Integer> remember(Tx tx, Claim claim, Object answer) {
    return tx.execute(REMEMBER, claim.organization, claim.caller, claim.key, write(answer));
  }

  private <T> Uni<T> recall(Tx tx, Claim claim, Class<T> answerType) {
    return tx.one(
        RECALL, row -> answer(row, claim, answerType), claim.organization, claim.caller, claim.key);
  }

  private <T> T answer(Row row, Claim claim, Class<T> answerType) {
    if (!Arrays.equals(row.getBuffer("request_hash").getBytes(), claim.hash)) {
      throw new IdempotencyKeyReused();
    }
    try {
      return json.readValue(row.getString("answer"), answerType);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a remembered answer cannot be read", unreadable);
    }
  }

  private byte[] hash(Object request) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(write(request).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("cannot be written as JSON", unwritable);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Claim(OrganizationId organization, String caller, String key, byte[] hash) {}
}
