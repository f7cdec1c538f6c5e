package io.orgplane.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. A root of a container therefore runs it in a user namespace of
 * its own, where it is nobody in particular; where the kernel forbids that (Docker's default
 * profile does), as the account {@code nobody}.
 */
enum PostgresAccount {
  SELF {
    @Override
    List<String> prefix() {
      return List.of();
    }
  },
  USER_NAMESPACE {
    @Override
    List<String> prefix() {
      return List.of("unshare", "-U");
    }
  },
  NOBODY {
    @Override
    List<String> prefix() {
      return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    @Override
    void own(Path directory) {
      CommandLine.run(List.of("chown", "-R", "65534:65534", directory.toString()));
      CommandLine.run(List.of("chmod", "o+x", directory.resolve("..").normalize().toString()));
    }

    @Override
    Path cache() {
      return Directories.create(Path.of("/var/cache/orgplane"));
    }
  };

  abstract List<String> prefix();

  /** Makes the folder one that the server's account may write. */
  void own(Path directory) {}

  /** Where this account can read the unpacked programs. */
  Path cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    Path cache = base.resolve("orgplane");
    try {
      return Files.createDirectories(cache);
    } catch (IOException e) {
      return Unwritable.REPLACEMENT;
    }
  }

  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix());
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * For an account without a home: unpacked anew by each JVM, in a folder that nobody else can have
   * prepared.
   */
  private static final class Unwritable {
    static final Path REPLACEMENT = Directories.temporary("orgplane-cache");
  }

  static PostgresAccount find() {
    if (!isRoot()) {
      return SELF;
    }
    boolean namespaces = CommandLine.tryRun(List.of("unshare", "-U", "true")).exit() == 0;
    return namespaces ? USER_NAMESPACE : NOBODY;
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }
}
