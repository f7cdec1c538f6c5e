package io.orgplane.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service needs around it, and the configuration that points there. The parts are those of
 * the JVM ({@link SharedPostgres}, {@link SharedKafka}, {@link TokenIssuer#shared}) and outlive the
 * application, so that another test profile finds them warm.
 *
 * <pre>{@code
 * @QuarkusTestResource(
 *     value = ServiceTestResource.class,
 *     initArgs = @ResourceArg(name = "service", value = "org"))
 * }</pre>
 *
 * While the service runs, the heartbeat of membership-service beats. Every further argument is a
 * configuration property, and wins over what is set here.
 */
public final class ServiceTestResource implements QuarkusTestResourceLifecycleManager {

  public static final String SERVICE = "service";

  /** {@code false} leaves membership-service silent; it is never imitated towards itself. */
  public static final String HEARTBEAT = "heartbeat";

  /** {@code described} holds every answer to a {@link Caller} against the service's document. */
  public static final String ANSWERS = "answers";

  private static final String MEMBERSHIP = "membership";

  /** Nothing listens there: who asks gets a refused connection at once. */
  private static final String NOBODY = "http://localhost:1";

  private final Map<String, String> further = new HashMap<>();
  private String service = "";
  private boolean beats = true;
  private @Nullable MembershipHeartbeat heartbeat;

  @Override
  public void init(Map<String, String> arguments) {
    further.putAll(arguments);
    String named = further.remove(SERVICE);
    if (named == null || named.isBlank()) {
      throw new IllegalArgumentException("ServiceTestResource needs the argument " + SERVICE);
    }
    service = named;
    boolean described = "described".equals(further.remove(ANSWERS));
    System.setProperty(AnswersAsDescribed.DEMANDED, String.valueOf(described));
    beats = !service.equals(MEMBERSHIP) && !"false".equals(further.remove(HEARTBEAT));
  }

  @Override
  public Map<String, String> start() {
    SharedPostgres.createService(service);
    Map<String, String> configuration = new HashMap<>(database());
    configuration.put("orgplane.environment", "local");
    configuration.put("orgplane.clock.offset-file", SuiteClock.file().toString());
    configuration.put("orgplane.events.partitions", String.valueOf(SharedKafka.PARTITIONS));
    configuration.put("orgplane.membership.url", NOBODY);
    configuration.put("orgplane.platform.client-id", TokenIssuer.PLATFORM_CLIENT);
    configuration.put("orgplane.platform.client-secret", TokenIssuer.PLATFORM_SECRET);
    configuration.put("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
    configuration.put("quarkus.oidc.auth-server-url", TokenIssuer.shared().url());
    configuration.put("quarkus.http.test-port", "0");
    configuration.putAll(further);
    if (beats) {
      heartbeat = MembershipHeartbeat.start(SharedKafka.bootstrapServers());
    }
    return configuration;
  }

  /** The parts stay: the next application of this JVM uses them too. */
  @Override
  public void stop() {
    if (heartbeat != null) {
      heartbeat.close();
      heartbeat = null;
    }
  }

  private Map<String, String> database() {
    return Map.of(
        "orgplane.database.host",
        SharedPostgres.HOST,
        "orgplane.database.port",
        String.valueOf(SharedPostgres.port()),
        "orgplane.database.name",
        service,
        "orgplane.database.user",
        service,
        "orgplane.database.password",
        service,
        "orgplane.database.owner",
        service + "_owner",
        "orgplane.database.owner-password",
        service + "_owner");
  }
}
