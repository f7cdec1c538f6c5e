package io.orgplane.local;

import io.orgplane.embedded.KafkaBroker;
import io.orgplane.embedded.PostgresServer;
import io.orgplane.local.part.Part;
import io.orgplane.local.part.ServicePart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The running suite, with handles on its parts for those who break them on purpose.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(LocalStackConfig.forTests())) {
 *   stack.addresses().frontDoor();
 *   stack.service("billing").kill9();
 *   stack.service("billing").start();
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
  private final StackAddresses addresses;
  private final DataFolder data;
  private final StackParts parts;
  private final Assembly assembly;
  private final LocalStackConfig config;
  private final Progress progress;
  private final List<ServicePart> replicas = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalStack(LocalStackConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.data = DataFolder.open(config.data());
    Preflight.check(config.ports(), data.path());
    this.addresses = new StackAddresses(config.ports().settled());
    this.parts = StackParts.of(config, addresses, data, progress);
    this.assembly = new Assembly(parts, progress);
  }

  /** Returns when every part serves, and leaves nothing running when one does not. */
  public static LocalStack start(LocalStackConfig config) {
    return start(config, Progress.SILENT);
  }

  public static LocalStack start(LocalStackConfig config, Progress progress) {
    LocalStack stack = prepare(config, progress);
    stack.start();
    return stack;
  }

  /**
   * Checks and plans, starts nothing: for those who must be able to {@link #close} a stack that is
   * still starting.
   */
  static LocalStack prepare(LocalStackConfig config, Progress progress) {
    return new LocalStack(config, progress);
  }

  void start() {
    try {
      assembly.start();
    } catch (RuntimeException e) {
      closeButKeepLogs();
      throw e;
    }
  }

  /** For an end that somebody will want to understand. */
  void closeButKeepLogs() {
    if (closed.compareAndSet(false, true)) {
      stop();
      data.releaseAllButLogs();
    }
  }

  boolean closed() {
    return closed.get();
  }

  public StackAddresses addresses() {
    return addresses;
  }

  /** The folder of data and logs. */
  public Path data() {
    return data.path();
  }

  /** The file of byok-service's local master keys, which an operator adds lines to. */
  public Path masterKey() {
    return new ServiceEnvironment(addresses, data.path()).masterKey();
  }

  public PostgresServer postgres() {
    return parts.postgres().server();
  }

  public KafkaBroker kafka() {
    return parts.kafka().broker();
  }

  /** By its short name: {@code org}, {@code membership}, {@code billing}, {@code byok}. */
  public ServicePart service(String id) {
    return service(SuiteService.named(id));
  }

  public ServicePart service(SuiteService service) {
    return parts.service(service);
  }

  /**
   * One more process of a service, on the same database and broker, started when this returns. The
   * front door does not know it.
   *
   * @param environment over what the service has from the stack
   */
  public ServicePart startReplica(SuiteService service, Map<String, String> environment) {
    LocalStackConfig own = config;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      own = own.environment(variable.getKey(), variable.getValue());
    }
    ServicePart replica = StackParts.replica(service, own, addresses, data, progress);
    replicas.add(replica);
    replica.start();
    return replica;
  }

  List<Part> parts() {
    return parts.all();
  }

  /** Ends everything in the reverse order of its start, within fifteen seconds. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop();
      data.release();
    }
  }

  private void stop() {
    replicas.forEach(ServicePart::kill9);
    assembly.stop();
  }
}
