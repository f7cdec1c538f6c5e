package io.orgplane.bench.envelope;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.byok.secret.Envelope;
import io.orgplane.byok.secret.LocalMasterKey;
import io.orgplane.byok.secret.SealedSecret;
import io.orgplane.byok.secret.SecretRef;
import io.orgplane.kit.id.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Secrets sealed and opened through byok-service's own envelope under a local master key, beside
 * the JDK's cipher alone. With AWS KMS there is a call over the network in the place of the master
 * key's cipher, and nothing here counts beside it.
 */
public final class EnvelopeCost implements Benchmark {

  /** An access key with its secret, and one with a long session token. */
  private static final List<Integer> SIZES = List.of(128, 2_048);

  private final Path folder;

  public EnvelopeCost(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "envelope";
  }

  @Override
  public Section run() throws IOException {
    Path file = folder.resolve("master-key");
    try {
      return measure(new Envelope(LocalMasterKey.of(file, true)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Section measure(Envelope envelope) {
    Table table = new Table("bytes", "", "cipher alone/s", "envelope/s", "ratio");
    for (int size : SIZES) {
      Secret secret = new Secret(envelope, size);
      row(table, size, "encrypt", secret.sealing());
      row(table, size, "decrypt", secret.opening());
    }
    return new Section(
        "Secrets through the envelope, beside AES-256-GCM of the JDK alone",
        table,
        "One thread, no goal. Each secret has a data key of its own, which is drawn at random and goes through the cipher under the master key as well: two runs of the cipher for one, so that half the rate is the most that can be expected of short secrets.");
  }

  private static void row(Table table, int size, String what, Turns.Round found) {
    table.row(
        size,
        what,
        "%.0f".formatted(found.raw()),
        "%.0f".formatted(found.enveloped()),
        "%.2f".formatted(found.ratio()));
  }

  /** One text, both ways. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Secret(Envelope envelope, RawCipher cipher, SecretRef ref, byte[] text) {

    Secret(Envelope envelope, int size) {
      this(
          envelope,
          new RawCipher(),
          new SecretRef(new OrganizationId(UUID.randomUUID()), UUID.randomUUID(), 1),
          new byte[size]);
      new Random(size).nextBytes(text);
    }

    Turns.Round sealing() {
      return Turns.of(() -> cipher.seal(text).ciphertext(), () -> sealed().key().bytes());
    }

    Turns.Round opening() {
      RawCipher.Sealed raw = cipher.seal(text);
      SealedSecret enveloped = sealed();
      if (!Arrays.equals(text, opened(enveloped)) || !Arrays.equals(text, cipher.open(raw))) {
        throw new IllegalStateException("what was sealed opens as something else");
      }
      return Turns.of(() -> cipher.open(raw), () -> opened(enveloped));
    }

    private SealedSecret sealed() {
      return envelope.seal(ref, text).await().indefinitely();
    }

    private byte[] opened(SealedSecret secret) {
      return envelope.open(secret).await().indefinitely();
    }
  }
}
