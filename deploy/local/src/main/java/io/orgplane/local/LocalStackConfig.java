package io.orgplane.local;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to run a {@link LocalStack}.
 *
 * @param repository where the services have been built
 * @param ports where everything listens
 * @param data kept between starts; null for a folder that goes with the stack
 * @param services those to start; the front door answers 503 for the others
 * @param javaOptions of each service's JVM; by default small and quick to start rather than fast
 * @param environment further variables for each service, over those that the stack sets
 */
public record LocalStackConfig(
    Repository repository,
    Ports ports,
    @Nullable Path data,
    Set<SuiteService> services,
    List<String> javaOptions,
    Map<String, String> environment) {

  private static final List<String> QUICK_START =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  public LocalStackConfig {
    services = Set.copyOf(services);
    javaOptions = List.copyOf(javaOptions);
    environment = Map.copyOf(environment);
  }

  /** As a person wants it: the ports of api.md. */
  public static LocalStackConfig usual() {
    return new LocalStackConfig(
        Repository.find(),
        Ports.usual(),
        null,
        EnumSet.allOf(SuiteService.class),
        QUICK_START,
        Map.of());
  }

  /** As a test wants it: beside any other stack, and gone without a trace. */
  public static LocalStackConfig forTests() {
    return usual().ports(Ports.anyFree());
  }

  public LocalStackConfig ports(Ports ports) {
    return new LocalStackConfig(repository, ports, data, services, javaOptions, environment);
  }

  public LocalStackConfig data(@Nullable Path data) {
    return new LocalStackConfig(repository, ports, data, services, javaOptions, environment);
  }

  public LocalStackConfig services(Set<SuiteService> services) {
    return new LocalStackConfig(repository, ports, data, services, javaOptions, environment);
  }

  /** Replaces the options of the services' JVMs. */
  public LocalStackConfig javaOptions(List<String> javaOptions) {
    return new LocalStackConfig(repository, ports, data, services, javaOptions, environment);
  }

  public LocalStackConfig environment(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new LocalStackConfig(repository, ports, data, services, javaOptions, more);
  }
}
