package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A master key in a file on this machine: the embedded default where there is no KMS. */
public final class LocalMasterKey implements KeyWrapper {

  private static final int NONCE_BYTES = 12;
  private static final int FINGERPRINT_BYTES = 8;

  private final byte[] key;
  private final String keyId;

  private LocalMasterKey(byte[] key) {
    this.key = key;
    this.keyId = "local:" + fingerprint(key);
  }

  /**
   * @param mayCreate whether a missing file is made, as on a developer's machine
   */
  public static LocalMasterKey of(Path file, boolean mayCreate) {
    return new LocalMasterKey(new MasterKeyFile(file).read(mayCreate));
  }

  @Override
  public Uni<DataKey> generate(SecretRef secret) {
    return Uni.createFrom().item(() -> newKey(secret));
  }

  @Override
  public Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret) {
    return Uni.createFrom().item(() -> open(wrapped, secret));
  }

  private DataKey newKey(SecretRef secret) {
    byte[] plaintext = AesGcm.random(AesGcm.KEY_BYTES);
    AesGcm.Sealed sealed = AesGcm.seal(key, plaintext, secret.associatedData());
    byte[] bytes =
        ByteBuffer.allocate(NONCE_BYTES + sealed.ciphertext().length)
            .put(sealed.nonce())
            .put(sealed.ciphertext())
            .array();
    return new DataKey(plaintext, new WrappedKey(keyId, bytes));
  }

  private DataKey open(WrappedKey wrapped, SecretRef secret) {
    if (!wrapped.keyId().equals(keyId) || wrapped.bytes().length <= NONCE_BYTES) {
      throw new SecretUnreadable(secret);
    }
    ByteBuffer bytes = ByteBuffer.wrap(wrapped.bytes());
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] ciphertext = new byte[bytes.remaining()];
    bytes.get(ciphertext);
    AesGcm.Sealed sealed = new AesGcm.Sealed(nonce, ciphertext);
    return new DataKey(AesGcm.open(key, sealed, secret.associatedData(), secret), wrapped);
  }

  /** Tells master keys apart without telling anything of them. */
  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return keyId;
  }
}
