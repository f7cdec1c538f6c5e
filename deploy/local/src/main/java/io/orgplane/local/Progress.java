package io.orgplane.local;

import java.nio.file.Path;
import java.time.Duration;

/** Hears how the stack is doing. */
public interface Progress {
  /** For tests and benchmarks, which start and break things on purpose. */
  Progress SILENT =
      new Progress() {
        @Override
        public void started(String part, Duration took, String where) {}

        @Override
        public void ended(String part, String lastLines, Path log) {}
      };

  /** A part serves. */
  void started(String part, Duration took, String where);

  /** A part that should run has ended by itself. */
  void ended(String part, String lastLines, Path log);
}
