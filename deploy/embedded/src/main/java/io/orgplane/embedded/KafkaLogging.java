package io.orgplane.embedded;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the broker's thousand lines of start-up out of the output of tests and of the local stack.
 */
final class KafkaLogging {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "kafka", Level.SEVERE,
          "state.change.logger", Level.SEVERE,
          "org.apache.kafka", Level.SEVERE,
          "org.apache.kafka.clients", Level.WARNING,
          "org.apache.kafka.clients.NetworkClient", Level.SEVERE);

  /**
   * Held, since the logging system itself forgets loggers, with their levels, that nobody holds.
   */
  private static final List<Logger> LOGGERS =
      LEVELS.keySet().stream().map(Logger::getLogger).toList();

  private KafkaLogging() {}

  static void quiet() {
    // The broker asks for log4j's API, whose core is left out on purpose; that is no error.
    System.setProperty("log4j2.StatusLogger.level", "OFF");
    LOGGERS.forEach(logger -> logger.setLevel(LEVELS.get(logger.getName())));
  }
}
