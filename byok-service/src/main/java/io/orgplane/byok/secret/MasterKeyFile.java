package io.orgplane.byok.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/** The file that holds the local master key. */
record MasterKeyFile(Path path) {

  /** The keys, the newest last; one is made first when there is none yet and that is allowed. */
  List<byte[]> read(boolean mayCreate) {
    if (mayCreate && Files.notExists(path)) {
      create();
    }
    try {
      List<byte[]> keys =
          Files.readString(path).lines().filter(line -> !line.isBlank()).map(this::key).toList();
      if (keys.isEmpty()) {
        throw malformed();
      }
      return keys;
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the master key %s cannot be read".formatted(path), unreadable);
    }
  }

  FileTime changedAt() {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the master key %s cannot be read".formatted(path), unreadable);
    }
  }

  private byte[] key(String line) {
    byte[] key = Base64.getDecoder().decode(line.strip());
    if (key.length != AesGcm.KEY_BYTES) {
      throw malformed();
    }
    return key;
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
        "orgplane.master-key.file: %s does not hold 32 bytes in Base64 on every line"
            .formatted(path));
  }
}
