package io.orgplane.byok.secret;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The sealed secrets of all organizations. */
@ApplicationScoped
public class SealedSecrets {

  private static final String INSERT =
      """
      INSERT INTO sealed_secrets
        (organization_id, id, version, algorithm, key_id, wrapped_key, nonce, ciphertext)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String FIND =
      """
      SELECT organization_id, id, version, algorithm, key_id, wrapped_key, nonce, ciphertext
      FROM sealed_secrets WHERE organization_id = $1 AND id = $2 AND version = $3
      """;

  private static final String UNDER_OLDER_KEY =
      """
      SELECT organization_id, id, version, algorithm, key_id, wrapped_key, nonce, ciphertext
      FROM sealed_secrets WHERE key_id <> $1 AND (organization_id, id) > ($2, $3)
      ORDER BY organization_id, id LIMIT $4
      """;

  /** Only in the place of exactly what was wrapped anew. */
  private static final String REWRAP =
      """
      UPDATE sealed_secrets SET key_id = $4, wrapped_key = $5
      WHERE organization_id = $1 AND id = $2 AND version = $3 AND key_id = $6 AND wrapped_key = $7
      """;

  public Uni<Void> add(Tx tx, SealedSecret secret) {
    return tx.execute(
            INSERT,
            secret.ref().organization(),
            secret.ref().id(),
            secret.ref().version(),
            secret.algorithm(),
            secret.key().keyId(),
            Buffer.buffer(secret.key().bytes()),
            Buffer.buffer(secret.sealed().nonce()),
            Buffer.buffer(secret.sealed().ciphertext()))
        .replaceWithVoid();
  }

  public Uni<Optional<SealedSecret>> find(Tx tx, SecretRef ref) {
    return tx.find(FIND, SealedSecrets::secret, ref.organization(), ref.id(), ref.version());
  }

  /** Removes data keys and ciphertexts together: what was sealed can never be opened again. */
  public Uni<Void> destroyAll(Tx tx, OrganizationId organization) {
    return tx.execute("DELETE FROM sealed_secrets WHERE organization_id = $1", organization)
        .replaceWithVoid();
  }

  /** In their order, behind the last one of the page before. */
  Uni<List<SealedSecret>> underOlderKey(Tx tx, String newest, SecretRef last, int most) {
    return tx.list(
        UNDER_OLDER_KEY, SealedSecrets::secret, newest, last.organization(), last.id(), most);
  }

  Uni<Long> countUnderOlderKey(Tx tx, String newest) {
    return tx.one(
        "SELECT count(*) AS n FROM sealed_secrets WHERE key_id <> $1",
        row -> row.getLong("n"),
        newest);
  }

  /** Whether it still was what it was. */
  Uni<Boolean> rewrap(Tx tx, SealedSecret old, WrappedKey key) {
    return tx.execute(
            REWRAP,
            old.ref().organization(),
            old.ref().id(),
            old.ref().version(),
            key.keyId(),
            Buffer.buffer(key.bytes()),
            old.key().keyId(),
            Buffer.buffer(old.key().bytes()))
        .map(changed -> changed == 1);
  }

  private static SealedSecret secret(Row row) {
    return new SealedSecret(
        new SecretRef(Rows.organization(row), row.getUUID("id"), row.getLong("version")),
        row.getString("algorithm"),
        new WrappedKey(row.getString("key_id"), row.getBuffer("wrapped_key").getBytes()),
        new AesGcm.Sealed(
            row.getBuffer("nonce").getBytes(), row.getBuffer("ciphertext").getBytes()));
  }
}
