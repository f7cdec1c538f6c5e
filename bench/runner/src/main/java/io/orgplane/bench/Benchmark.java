package io.orgplane.bench;

import io.orgplane.bench.report.Section;

/** One question, with the load that answers it. */
public interface Benchmark {

  /** What it is called on the command line. */
  String name();

  Section run() throws Exception;
}
