package io.orgplane.byok.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {

  private static final byte[] PLAINTEXT = "what nobody may read".getBytes(StandardCharsets.UTF_8);

  private final Path folder;

  private final SecretRef ref = new SecretRef(OrganizationId.next(), Ids.next(), 3);
  private final Envelope envelope;

  EnvelopeTest(@TempDir Path folder) {
    this.folder = folder;
    this.envelope = new Envelope(LocalMasterKey.of(folder.resolve("key"), true));
  }

  @Test
  void what_was_sealed_opens_again() {
    assertThat(open(seal())).isEqualTo(PLAINTEXT);
  }

  @Test
  void the_same_secret_never_looks_the_same_twice() {
    SealedSecret one = seal();
    SealedSecret other = seal();

    assertThat(one.sealed().nonce()).hasSize(12).isNotEqualTo(other.sealed().nonce());
    assertThat(one.sealed().ciphertext()).isNotEqualTo(other.sealed().ciphertext());
    assertThat(one.key().bytes()).isNotEqualTo(other.key().bytes());
    assertThat(new String(one.sealed().ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("nobody");
  }

  @Test
  void a_row_copied_to_another_organization_secret_or_version_does_not_open() {
    doesNotOpen(movedTo(new SecretRef(OrganizationId.next(), ref.id(), ref.version())));
    doesNotOpen(movedTo(new SecretRef(ref.organization(), Ids.next(), ref.version())));
    doesNotOpen(movedTo(new SecretRef(ref.organization(), ref.id(), ref.version() + 1)));
  }

  @Test
  void a_wrapped_key_of_another_secret_does_not_help() {
    SecretRef other = new SecretRef(OrganizationId.next(), Ids.next(), 1);
    SealedSecret foreign = envelope.seal(other, PLAINTEXT).await().indefinitely();
    SealedSecret own = seal();

    doesNotOpen(new SealedSecret(ref, own.algorithm(), foreign.key(), own.sealed()));
    doesNotOpen(new SealedSecret(ref, own.algorithm(), own.key(), foreign.sealed()));
  }

  @Test
  void every_changed_bit_is_noticed() {
    SealedSecret sealed = seal();

    for (byte[] part :
        new byte[][] {
          sealed.sealed().ciphertext(), sealed.sealed().nonce(), sealed.key().bytes()
        }) {
      for (int i = 0; i < part.length; i++) {
        part[i] ^= 1;
        doesNotOpen(sealed);
        part[i] ^= 1;
      }
    }
    assertThat(open(sealed)).isEqualTo(PLAINTEXT);
  }

  @Test
  void another_master_key_or_algorithm_opens_nothing() {
    SealedSecret sealed = seal();
    Envelope stranger = new Envelope(LocalMasterKey.of(folder.resolve("other"), true));

    assertThatThrownBy(() -> stranger.open(sealed).await().indefinitely())
        .isInstanceOf(SecretUnreadable.class);
    doesNotOpen(new SealedSecret(ref, "ROT-13", sealed.key(), sealed.sealed()));
  }

  @Test
  void the_master_key_stays_the_same_over_a_restart() {
    SealedSecret sealed = seal();

    Envelope restarted = new Envelope(LocalMasterKey.of(folder.resolve("key"), false));

    assertThat(restarted.open(sealed).await().indefinitely()).isEqualTo(PLAINTEXT);
  }

  @Test
  void only_this_service_can_read_its_file() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("key"));
    }
  }

  @Test
  void where_it_must_not_be_made_a_missing_master_key_is_an_error() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> LocalMasterKey.of(missing, false)).hasMessageContaining("missing");
    assertThat(missing).doesNotExist();
  }

  @Test
  void a_file_that_holds_something_else_is_refused_without_quoting_it() throws Exception {
    Path file = folder.resolve("else");
    Files.writeString(file, "c2VjcmV0IGJ1dCB0b28gc2hvcnQ=");

    assertThatThrownBy(() -> LocalMasterKey.of(file, true))
        .hasMessageContaining("orgplane.master-key.file")
        .message()
        .doesNotContain("c2Vj");
  }

  @Test
  void a_new_line_wraps_at_once_and_the_older_ones_open_until_they_are_taken_away()
      throws Exception {
    Path file = folder.resolve("ring");
    LocalMasterKey keys = LocalMasterKey.of(file, true);
    LocalMasterKey replica = LocalMasterKey.of(file, false);
    Envelope serving = new Envelope(keys);
    SealedSecret old = serving.seal(ref, PLAINTEXT).await().indefinitely();
    String before = keys.newest().await().indefinitely();

    append(file, "A".repeat(43) + "=");
    String after = keys.newest().await().indefinitely();
    WrappedKey rewrapped = serving.rewrap(old).await().indefinitely();

    assertThat(after).isNotEqualTo(before);
    assertThat(rewrapped.keyId()).isEqualTo(after);
    assertThat(serving.open(old).await().indefinitely()).isEqualTo(PLAINTEXT);
    SealedSecret anew = new SealedSecret(ref, old.algorithm(), rewrapped, old.sealed());
    assertThat(new Envelope(replica).open(anew).await().indefinitely()).isEqualTo(PLAINTEXT);
    append(file, "half a li");
    assertThat(keys.newest().await().indefinitely()).isEqualTo(after);
    Files.writeString(file, "A".repeat(43) + "=\n");
    touch(file, 20);
    assertThat(keys.newest().await().indefinitely()).isEqualTo(after);
    assertThat(serving.open(anew).await().indefinitely()).isEqualTo(PLAINTEXT);
    assertThatThrownBy(() -> serving.open(old).await().indefinitely())
        .isInstanceOf(SecretUnreadable.class);
  }

  private static void append(Path file, String line) throws Exception {
    Files.writeString(file, "\n" + line, java.nio.file.StandardOpenOption.APPEND);
    touch(file, 10);
  }

  /** A file system may not tell two changes of one moment apart; an operator is slower. */
  private static void touch(Path file, int seconds) throws Exception {
    Files.setLastModifiedTime(
        file,
        java.nio.file.attribute.FileTime.fromMillis(
            Files.getLastModifiedTime(file).toMillis() + seconds * 1_000L));
  }

  private SealedSecret movedTo(SecretRef elsewhere) {
    SealedSecret sealed = seal();
    return new SealedSecret(elsewhere, sealed.algorithm(), sealed.key(), sealed.sealed());
  }

  private SealedSecret seal() {
    return envelope.seal(ref, PLAINTEXT).await().indefinitely();
  }

  private byte[] open(SealedSecret sealed) {
    return envelope.open(sealed).await().indefinitely();
  }

  private void doesNotOpen(SealedSecret sealed) {
    assertThatThrownBy(() -> open(sealed)).isInstanceOf(SecretUnreadable.class);
  }
}
