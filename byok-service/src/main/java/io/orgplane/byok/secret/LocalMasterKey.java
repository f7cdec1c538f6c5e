package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Master keys in a file on this machine: the embedded default where there is no KMS. The file holds
 * a key a line, the newest last; it is read again when it has changed, so that a line is added and
 * removed while the service runs.
 */
public final class LocalMasterKey implements KeyWrapper {

  private static final Logger LOG = Logger.getLogger(LocalMasterKey.class);
  private static final String PREFIX = "local:";
  private static final int NONCE_BYTES = 12;
  private static final int FINGERPRINT_BYTES = 8;

  private final MasterKeyFile file;
  private volatile Ring ring;

  /** The keys by their ids, as the file was at that time. */
  private record Ring(Map<String, byte[]> keys, String newest, FileTime changed) {

    static Ring of(List<byte[]> inOrder, FileTime changed) {
      Map<String, byte[]> keys = new LinkedHashMap<>();
      inOrder.forEach(key -> keys.put(id(key), key));
      return new Ring(keys, id(inOrder.getLast()), changed);
    }
  }

  private LocalMasterKey(MasterKeyFile file, Ring ring) {
    this.file = file;
    this.ring = ring;
  }

  /**
   * @param mayCreate whether a missing file is made, as on a developer's machine
   */
  public static LocalMasterKey of(Path path, boolean mayCreate) {
    MasterKeyFile file = new MasterKeyFile(path);
    List<byte[]> keys = file.read(mayCreate);
    return new LocalMasterKey(file, Ring.of(keys, file.changedAt()));
  }

  static boolean hasWrapped(WrappedKey key) {
    return key.keyId().startsWith(PREFIX);
  }

  @Override
  public Uni<DataKey> generate(SecretRef secret) {
    return Uni.createFrom().item(() -> newKey(secret));
  }

  @Override
  public Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret) {
    return Uni.createFrom().item(() -> open(wrapped, secret));
  }

  @Override
  public Uni<WrappedKey> wrap(byte[] key, SecretRef secret) {
    return Uni.createFrom().item(() -> wrapped(present(), key, secret));
  }

  @Override
  public Uni<String> newest() {
    return Uni.createFrom().item(() -> present().newest());
  }

  private DataKey newKey(SecretRef secret) {
    byte[] plaintext = AesGcm.random(AesGcm.KEY_BYTES);
    return new DataKey(plaintext, wrapped(present(), plaintext, secret));
  }

  private static WrappedKey wrapped(Ring ring, byte[] key, SecretRef secret) {
    AesGcm.Sealed sealed =
        AesGcm.seal(master(ring, ring.newest(), secret), key, secret.associatedData());
    byte[] bytes =
        ByteBuffer.allocate(NONCE_BYTES + sealed.ciphertext().length)
            .put(sealed.nonce())
            .put(sealed.ciphertext())
            .array();
    return new WrappedKey(ring.newest(), bytes);
  }

  private DataKey open(WrappedKey wrapped, SecretRef secret) {
    if (wrapped.bytes().length <= NONCE_BYTES) {
      throw new SecretUnreadable(secret);
    }
    Ring known = ring.keys().containsKey(wrapped.keyId()) ? ring : present();
    byte[] master = master(known, wrapped.keyId(), secret);
    ByteBuffer bytes = ByteBuffer.wrap(wrapped.bytes());
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] ciphertext = new byte[bytes.remaining()];
    bytes.get(ciphertext);
    AesGcm.Sealed sealed = new AesGcm.Sealed(nonce, ciphertext);
    return new DataKey(AesGcm.open(master, sealed, secret.associatedData(), secret), wrapped);
  }

  private static byte[] master(Ring ring, String id, SecretRef secret) {
    byte[] master = ring.keys().get(id);
    if (master == null) {
      throw new SecretUnreadable(secret);
    }
    return master;
  }

  /** As the file is now. One that is being written, or broken, leaves what is known in use. */
  private Ring present() {
    Ring known = ring;
    try {
      FileTime changed = file.changedAt();
      if (!changed.equals(known.changed())) {
        ring = Ring.of(file.read(false), changed);
      }
    } catch (RuntimeException unreadable) {
      LOG.warnf("The master keys stay as they were: %s", unreadable.getMessage());
    }
    return ring;
  }

  /** Tells master keys apart without telling anything of them. */
  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return PREFIX + HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return ring.newest();
  }
}
