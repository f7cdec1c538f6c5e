package io.orgplane.bench.start;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import java.time.Duration;
import java.util.Map;

/** The whole suite, started as {@code deploy/up} starts it. */
public final class StartOfSuite implements Benchmark {

  private static final String NOT_APART = "in the launcher";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public Section run() {
    StartTimes times = new StartTimes();
    long begun = System.nanoTime();
    try (LocalStack stack = LocalStack.start(LocalStackConfig.forTests(), times)) {
      Duration whole = Duration.ofNanos(System.nanoTime() - begun);
      return section(times.took(), MemoryOfParts.of(stack), whole);
    }
  }

  private static Section section(
      Map<String, Duration> took, Map<String, Long> memory, Duration whole) {
    Table table = new Table("part", "ready after its start, s", "memory, MB");
    took.forEach((part, time) -> table.row(part, seconds(time), held(memory, part)));
    long launcher = MemoryOfParts.ofThisProcess();
    table.row("the launcher", "", megabytes(launcher));
    long all = launcher + memory.values().stream().mapToLong(Long::longValue).sum();
    table.row("everything", seconds(whole), megabytes(all));
    return new Section(
        "Start and memory of the suite",
        table,
        "As deploy/up starts it, many parts at once; memory right after the start, what processes share counted once.");
  }

  private static String held(Map<String, Long> memory, String part) {
    Long bytes = memory.get(part);
    return bytes == null ? NOT_APART : megabytes(bytes);
  }

  private static String seconds(Duration time) {
    return "%.1f".formatted(time.toMillis() / 1e3);
  }

  private static String megabytes(long bytes) {
    return String.valueOf(bytes / (1 << 20));
  }
}
