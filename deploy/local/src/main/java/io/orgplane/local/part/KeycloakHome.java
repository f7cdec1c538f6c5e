package io.orgplane.local.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Keycloak's home folder of one stack: its data is here, its programs are links to the shared
 * distribution. Two stacks of one repository run side by side so.
 */
record KeycloakHome(Path path) {
  private static final List<String> SHARED = List.of("lib", "providers", "themes", "conf");

  static KeycloakHome prepare(Path path, KeycloakDistribution distribution, Path realm) {
    try {
      Path imports = Files.createDirectories(path.resolve("data/import"));
      Files.copy(realm, imports.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      for (String folder : SHARED) {
        Path link = path.resolve(folder);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, distribution.root().resolve(folder).toAbsolutePath());
      }
      return new KeycloakHome(path.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + path, e);
    }
  }

  static boolean hasData(Path path) {
    return Files.exists(path.resolve("data/h2"));
  }
}
