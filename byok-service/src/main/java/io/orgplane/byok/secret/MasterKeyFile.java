package io.orgplane.byok.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** The file that holds the local master key. */
record MasterKeyFile(Path path) {

  /** The key, made first when there is none yet and that is allowed. */
  byte[] read(boolean mayCreate) {
    if (mayCreate && Files.notExists(path)) {
      create();
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(path).strip());
      if (key.length != AesGcm.KEY_BYTES) {
        throw malformed();
      }
      return key;
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the master key %s cannot be read".formatted(path), unreadable);
    }
  }

  /**
   * Written beside and linked into place, so that of two first starts one key wins and nobody reads
   * half of one.
   */
  private void create() {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "master-key", ".new");
      try {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.write(
            draft,
            Base64.getEncoder()
                .encodeToString(AesGcm.random(AesGcm.KEY_BYTES))
                .getBytes(StandardCharsets.US_ASCII),
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        Files.createLink(path, draft);
      } finally {
        Files.delete(draft);
      }
    } catch (FileAlreadyExistsException another) {
      return;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "the master key %s cannot be made".formatted(path), unwritable);
    }
  }

  private IllegalStateException malformed() {
    return new IllegalStateException(
        "orgplane.master-key.file: %s does not hold 32 bytes in Base64".formatted(path));
  }
}
