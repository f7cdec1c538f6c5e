package io.orgplane.local.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory that a process and its descendants hold, without what they share counted twice where
 * the system tells ({@code Pss} of Linux); what is resident otherwise.
 */
public final class Memory {
  private Memory() {}

  public static OptionalLong of(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(Memory::ofFamily)
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong ofFamily(ProcessHandle root) {
    long sum = Stream.concat(Stream.of(root), root.descendants()).mapToLong(Memory::ofOne).sum();
    return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  /** Without its descendants. */
  public static long ofProcess(long pid) {
    return ProcessHandle.of(pid).map(Memory::ofOne).orElse(0L);
  }

  private static long ofOne(ProcessHandle process) {
    Path proc = Path.of("/proc", String.valueOf(process.pid()));
    long shared = kilobytes(proc.resolve("smaps_rollup"), "Pss:");
    long resident = shared > 0 ? shared : kilobytes(proc.resolve("status"), "VmRSS:");
    return (resident > 0 ? resident : fromPs(process.pid())) * 1024;
  }

  private static long kilobytes(Path file, String field) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
      try (var output = ps.inputReader()) {
        String line = output.readLine();
        return line == null ? 0 : Long.parseLong(line.strip());
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
