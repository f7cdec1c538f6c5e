package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;

/**
 * Two keepers: one wraps, and what the other has wrapped before still opens. So an installation
 * moves from the local master key to KMS while it serves.
 */
public record MasterKeys(KeyWrapper present, LocalMasterKey past) implements KeyWrapper {

  @Override
  public Uni<DataKey> generate(SecretRef secret) {
    return present.generate(secret);
  }

  @Override
  public Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret) {
    return LocalMasterKey.hasWrapped(wrapped)
        ? past.unwrap(wrapped, secret)
        : present.unwrap(wrapped, secret);
  }

  @Override
  public Uni<WrappedKey> wrap(byte[] key, SecretRef secret) {
    return present.wrap(key, secret);
  }

  @Override
  public Uni<String> newest() {
    return present.newest();
  }
}
