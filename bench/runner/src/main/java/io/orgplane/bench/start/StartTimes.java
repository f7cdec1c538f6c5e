package io.orgplane.bench.start;

import io.orgplane.local.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes when each part served. */
final class StartTimes implements Progress {

  private final Map<String, Duration> took = new LinkedHashMap<>();

  @Override
  public synchronized void started(String part, Duration time, String where) {
    took.put(part, time);
  }

  /** The start itself fails then. */
  @Override
  public void ended(String part, String lastLines, Path log) {}

  /** In the order in which the parts were ready. */
  synchronized Map<String, Duration> took() {
    return new LinkedHashMap<>(took);
  }
}
