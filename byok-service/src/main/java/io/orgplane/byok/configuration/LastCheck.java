package io.orgplane.byok.configuration;

import io.orgplane.byok.connectiontest.Check;
import io.orgplane.byok.connectiontest.TestReport;
import java.time.Instant;
import java.util.List;

/** The outcome of the last test of a stored configuration, as it is kept and shown. */
public record LastCheck(Instant at, boolean ok, List<Check> checks) {

  static LastCheck of(TestReport report, Instant at) {
    return new LastCheck(at, report.ok(), report.checks());
  }
}
