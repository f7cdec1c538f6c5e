package io.orgplane.byok;

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
final class LogLines extends Handler {

  /** REST Assured's client lives in the same JVM, and writes what it sends. */
  private static final String OF_THE_TEST_ITSELF = "org.apache.http.";

  private final Logger root = Logger.getLogger("");
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<Level> handlerLevels = new ArrayList<>();
  private @Nullable Level before;

  void listen() {
    before = root.getLevel();
    for (Handler handler : root.getHandlers()) {
      handlerLevels.add(handler.getLevel());
      handler.setLevel(Level.INFO);
    }
    root.setLevel(Level.FINE);
    root.addHandler(this);
  }

  void stop() {
    root.removeHandler(this);
    root.setLevel(before);
    Handler[] handlers = root.getHandlers();
    for (int i = 0; i < handlers.length; i++) {
      handlers[i].setLevel(handlerLevels.get(i));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    if (logger.startsWith(OF_THE_TEST_ITSELF)) {
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
