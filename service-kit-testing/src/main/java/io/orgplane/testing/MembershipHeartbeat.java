package io.orgplane.testing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Beats in membership-service's place, without which the projection of the service under test knows
 * itself stale and asks for what nobody answers.
 */
final class MembershipHeartbeat implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final EventPublisher publisher;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("membership-heartbeat").factory());

  private MembershipHeartbeat(EventPublisher publisher) {
    this.publisher = publisher;
  }

  static MembershipHeartbeat start(String bootstrapServers) {
    MembershipHeartbeat heartbeat = new MembershipHeartbeat(new EventPublisher(bootstrapServers));
    var unused =
        heartbeat.timer.scheduleAtFixedRate(
            heartbeat.publisher::sendHeartbeat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    publisher.close();
  }
}
