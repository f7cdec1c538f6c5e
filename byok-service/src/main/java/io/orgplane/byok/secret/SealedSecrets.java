package io.orgplane.byok.secret;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
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

  private static SealedSecret secret(Row row) {
    return new SealedSecret(
        new SecretRef(Rows.organization(row), row.getUUID("id"), row.getLong("version")),
        row.getString("algorithm"),
        new WrappedKey(row.getString("key_id"), row.getBuffer("wrapped_key").getBytes()),
        new AesGcm.Sealed(
            row.getBuffer("nonce").getBytes(), row.getBuffer("ciphertext").getBytes()));
  }
}
