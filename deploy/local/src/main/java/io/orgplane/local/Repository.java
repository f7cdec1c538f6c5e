package io.orgplane.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where in the checked-out repository the built things are. */
public record Repository(Path root) {
  private static final String REALM = "deploy/keycloak/orgplane-realm.json";

  /** Set by {@code deploy/up}, which may be called from anywhere. */
  private static final String PROPERTY = "orgplane.repository";

  /**
   * The one that was named, or that the working directory is in: Maven runs tests in a module's
   * folder.
   */
  public static Repository find() {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isBlank()) {
      return new Repository(Path.of(named));
    }
    @Nullable Path candidate = Path.of("").toAbsolutePath();
    while (candidate != null) {
      if (Files.exists(candidate.resolve(REALM))) {
        return new Repository(candidate);
      }
      candidate = candidate.getParent();
    }
    throw new StackFailure(
        "Start from inside the repository: no %s above %s"
            .formatted(REALM, Path.of("").toAbsolutePath()));
  }

  public Path realm() {
    return root.resolve(REALM);
  }

  public Path keycloakDistribution() {
    return root.resolve("deploy/local/target/keycloak");
  }

  /** The runnable jar of a service, as its build leaves it. */
  public Path runner(SuiteService service) {
    return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
