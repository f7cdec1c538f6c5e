package io.orgplane.local.part;

import io.orgplane.local.StackFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One of the four services, as a process that can be stopped, killed and started again. */
public final class ServicePart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final String name;
  private final URI address;
  private final Path runner;
  private final List<String> javaOptions;
  private final Map<String, String> environment;
  private final LogFile log;
  private final BiConsumer<String, LogFile> onUnexpectedEnd;
  private @Nullable ChildProcess process;

  public ServicePart(
      String name,
      URI address,
      Path runner,
      List<String> javaOptions,
      Map<String, String> environment,
      Path logs,
      BiConsumer<String, LogFile> onUnexpectedEnd) {
    this.name = name;
    this.address = address;
    this.runner = runner;
    this.javaOptions = List.copyOf(javaOptions);
    this.environment = Map.copyOf(environment);
    this.log = LogFile.in(logs, name);
    this.onUnexpectedEnd = onUnexpectedEnd;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String where() {
    return address.toString();
  }

  public URI address() {
    return address;
  }

  public Path log() {
    return log.path();
  }

  /** Starts it and waits for its readiness. */
  @Override
  public void start() {
    launch();
    awaitReady();
  }

  /** Starts it and does not wait. */
  public synchronized void launch() {
    if (running()) {
      throw new StackFailure(name + " runs already");
    }
    if (!Files.exists(runner)) {
      throw new StackFailure("%s is not built: %s is missing".formatted(name, runner));
    }
    List<String> command = new ArrayList<>();
    command.add(JavaProgram.path());
    command.addAll(javaOptions);
    command.add("-jar");
    command.add(runner.toString());
    ChildProcess started =
        ChildProcess.start(command, environment, log.path().resolveSibling(".").normalize(), log);
    process = started;
    started.whenEnded(() -> ended(started));
  }

  public void awaitReady() {
    new Readiness().await(name, address.resolve("/q/health/ready"), current());
  }

  public boolean running() {
    ChildProcess now = process;
    return now != null && now.alive();
  }

  public long pid() {
    return current().pid();
  }

  /** SIGTERM, as a rolling update does it. */
  public void stop() {
    stop(PATIENCE);
  }

  @Override
  public void stop(Duration patience) {
    ChildProcess ending = release();
    if (ending != null) {
      ending.stop(patience);
    }
  }

  /** SIGKILL, as the kernel does it when memory runs out. */
  public void kill9() {
    ChildProcess ending = release();
    if (ending != null) {
      ending.kill();
    }
  }

  /**
   * SIGSTOP: the process stands still and keeps its connections, as in a long pause of any kind.
   */
  public void pause() {
    current().signal("STOP");
  }

  /** SIGCONT: it goes on where it was, and does not know that time has passed. */
  public void resume() {
    current().signal("CONT");
  }

  @Override
  public OptionalLong memory() {
    return running() ? Memory.of(pid()) : OptionalLong.empty();
  }

  private ChildProcess current() {
    return Objects.requireNonNull(process, name + " does not run");
  }

  /** From here on its end is expected. */
  private synchronized @Nullable ChildProcess release() {
    ChildProcess released = process;
    process = null;
    return released;
  }

  private synchronized void ended(ChildProcess which) {
    if (which == process) {
      onUnexpectedEnd.accept(name, log);
    }
  }
}
