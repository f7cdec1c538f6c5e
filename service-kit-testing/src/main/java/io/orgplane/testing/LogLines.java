package io.orgplane.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Everything that is logged while it listens, in more detail than any operator would turn on. */
public final class LogLines extends Handler {

  /**
   * REST Assured's client and the mail server of tests live in the same JVM, and write what they
   * send and get.
   */
  private static final List<String> OF_THE_TEST_ITSELF =
      List.of("org.apache.http.", "com.icegreen.");

  private final Logger root = Logger.getLogger("");
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<Level> handlerLevels = new ArrayList<>();
  private @Nullable Level before;

  public void listen() {
    before = root.getLevel();
    for (Handler handler : root.getHandlers()) {
      handlerLevels.add(handler.getLevel());
      handler.setLevel(Level.INFO);
    }
    root.setLevel(Level.FINE);
    root.addHandler(this);
  }

  public void stop() {
    root.removeHandler(this);
    root.setLevel(before);
    Handler[] handlers = root.getHandlers();
    for (int i = 0; i < handlers.length; i++) {
      handlers[i].setLevel(handlerLevels.get(i));
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    if (OF_THE_TEST_ITSELF.stream().anyMatch(logger::startsWith)) {
      return;
    }
    StringBuilder line = new StringBuilder(logger).append(' ').append(record.getMessage());
    if (record.getParameters() != null) {
      line.append(' ').append(Arrays.deepToString(record.getParameters()));
    }
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.append(' ').append(trace);
    }
    lines.add(line.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
