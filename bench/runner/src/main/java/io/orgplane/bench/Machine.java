package io.orgplane.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were taken on, and what else it was doing. */
final class Machine {

  private Machine() {}

  static String describe() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(
        Locale.ROOT,
        "Machine: %d cores (%s), %s memory, Java %s. Load average before the start: %.1f.%n",
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name", "model unknown"),
        memory(),
        Runtime.version(),
        load);
  }

  private static String memory() {
    String kilobytes = value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "");
    return "%d GB".formatted(Math.round(Long.parseLong(kilobytes) / 1e6));
  }

  private static String value(String file, String key, String otherwise) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
