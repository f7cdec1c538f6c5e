package io.orgplane.byok.configuration;

import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.CredentialBytes;
import io.orgplane.byok.secret.Envelope;
import io.orgplane.byok.secret.SealedSecret;
import io.orgplane.byok.secret.SealedSecrets;
import io.orgplane.byok.secret.SecretRef;
import io.orgplane.byok.secret.SecretUnreadable;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The credentials behind the settings: sealed when they are stored, opened when they are used. */
@ApplicationScoped
public class StoredCredentials {

  private final Envelope envelope;
  private final SealedSecrets sealed;
  private final Transactions transactions;

  StoredCredentials(Envelope envelope, SealedSecrets sealed, Transactions transactions) {
    this.envelope = envelope;
    this.sealed = sealed;
    this.transactions = transactions;
  }

  /** Opens it. Asks the master key, so it must not be called inside a transaction. */
  public Uni<Credential> open(Settings settings) {
    SecretRef ref = settings.secret();
    return ref == null
        ? Uni.createFrom().item(() -> new Credential.Role(Objects.requireNonNull(settings.role())))
        : transactions
            .in(ref.organization(), tx -> sealed.find(tx, ref))
            .map(found -> found.orElseThrow(() -> new SecretUnreadable(ref)))
            .chain(envelope::open)
            .map(bytes -> read(settings, bytes));
  }

  /** Seals it under the version that it will have. Empty for a role, which has no secret. */
  Uni<Optional<SealedSecret>> seal(
      OrganizationId organization, long version, Credential credential) {
    return switch (credential) {
      case Credential.Role role -> Uni.createFrom().item(Optional.empty());
      case Credential.AccessKey key -> sealNew(organization, version, key);
      case Credential.TemporaryKey key -> sealNew(organization, version, key);
      case Credential.BedrockApiKey key -> sealNew(organization, version, key);
    };
  }

  /** In the place of whatever was stored before: that is destroyed. */
  Uni<Void> replace(Tx tx, OrganizationId organization, Optional<SealedSecret> by) {
    Uni<Void> gone = destroy(tx, organization);
    return by.map(secret -> gone.chain(() -> sealed.add(tx, secret))).orElse(gone);
  }

  Uni<Void> destroy(Tx tx, OrganizationId organization) {
    return sealed.destroyAll(tx, organization);
  }

  private Uni<Optional<SealedSecret>> sealNew(
      OrganizationId organization, long version, Credential credential) {
    byte[] bytes = CredentialBytes.write(credential);
    return envelope
        .seal(new SecretRef(organization, Ids.next(), version), bytes)
        .onTermination()
        .invoke(() -> Arrays.fill(bytes, (byte) 0))
        .map(Optional::of);
  }

  private static Credential read(Settings settings, byte[] bytes) {
    try {
      return CredentialBytes.read(settings.kind(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
