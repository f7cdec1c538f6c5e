package io.orgplane.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's settings, handed over on its command line so that a kept data folder always gets the
 * current ones.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  static String of(int port, boolean durable) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("port", String.valueOf(port));
    settings.put("listen_addresses", "localhost");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "300");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("fsync", durable ? "on" : "off");
    settings.put("synchronous_commit", durable ? "on" : "off");
    settings.put("full_page_writes", durable ? "on" : "off");
    return settings.entrySet().stream()
        .map(setting -> "-c %s='%s'".formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining(" "));
  }
}
