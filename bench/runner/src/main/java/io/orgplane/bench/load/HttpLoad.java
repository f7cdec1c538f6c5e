package io.orgplane.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks one server the same kind of thing over some connections. Any answer but the expected one
 * ends the run: the rate of refusals says nothing.
 */
public final class HttpLoad {

  private static final long NO_PACE = 0;

  private final URI server;
  private final int connections;
  private final int expectedStatus;
  private final String expectedText;

  /**
   * @param expectedText somewhere in each answer; looked for in the first thousand
   */
  public HttpLoad(URI server, int connections, int expectedStatus, String expectedText) {
    this.server = server;
    this.connections = connections;
    this.expectedStatus = expectedStatus;
    this.expectedText = expectedText;
  }

  /** As fast as it goes: each connection asks again when it has been answered. */
  public Outcome asFastAsItGoes(Requests requests, Duration time) throws IOException {
    return new Run(requests, time.toNanos(), NO_PACE, Long.MAX_VALUE).go();
  }

  /** All connections at the same moment, once each. */
  public Outcome once(Requests requests) throws IOException {
    return new Run(requests, Long.MAX_VALUE, NO_PACE, connections).go();
  }

  /** At fixed times, whether or not earlier ones have been answered. */
  public Outcome paced(Requests requests, Duration time, double perSecond) throws IOException {
    return new Run(requests, time.toNanos(), (long) (1e9 / perSecond), Long.MAX_VALUE).go();
  }

  private final class Run {
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 1_000;
    private static final long NAP_NANOS = 40_000;
    private static final long SELECT_MILLIS = 100;

    private final Requests requests;
    private final long time;
    private final long interval;
    private final long most;
    private final Latencies latencies = new Latencies();
    private final Queue<Connection> idle = new ArrayDeque<>();
    private long sent;
    private long begun;

    Run(Requests requests, long time, long interval, long most) {
      this.requests = requests;
      this.time = time;
      this.interval = interval;
      this.most = most;
    }

    Outcome go() throws IOException {
      try (Selector selector = Selector.open()) {
        for (int i = 0; i < connections; i++) {
          idle.add(
              new Connection(new InetSocketAddress(server.getHost(), server.getPort()), selector));
        }
        long ownBefore = ownTime();
        begun = System.nanoTime();
        while (!isOver()) {
          sendWhatIsDue();
          await(selector);
        }
        long ended = System.nanoTime();
        return new Outcome(latencies, ended - begun, ownTime() - ownBefore);
      }
    }

    private boolean isOver() {
      boolean allSent = sent == most || System.nanoTime() - begun > time;
      return allSent && idle.size() == connections;
    }

    private void sendWhatIsDue() throws IOException {
      while (!idle.isEmpty() && sent < most) {
        long now = System.nanoTime();
        long due = interval == NO_PACE ? now : begun + sent * interval;
        if (due > now || due - begun > time) {
          return;
        }
        idle.remove().send(requests, sent++, due);
      }
    }

    /** A paced run cannot wait for the selector, which knows milliseconds only: it naps. */
    private void await(Selector selector) throws IOException {
      if (interval == NO_PACE) {
        selector.select(SELECT_MILLIS);
      } else if (selector.selectNow() == 0) {
        LockSupport.parkNanos(NAP_NANOS);
        selector.selectNow();
      }
      for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
        Connection connection = (Connection) keys.next().attachment();
        keys.remove();
        if (connection.receive()) {
          answered(connection);
        }
      }
    }

    private void answered(Connection connection) {
      latencies.add(System.nanoTime() - connection.from());
      if (connection.status() != expectedStatus
          || (latencies.count() < LOOKED_AT && !connection.text().contains(expectedText))) {
        String text = connection.text();
        throw new IllegalStateException(
            "not what was expected: " + text.substring(0, Math.min(text.length(), SHOWN)));
      }
      idle.add(connection);
    }

    private static long ownTime() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
