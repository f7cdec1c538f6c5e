package io.orgplane.testing.violations.logging;

import java.util.logging.Logger;

class LogsElsewhere {
  private static final Logger LOG = Logger.getLogger("elsewhere");

  void hello() {
    LOG.info("hello");
  }
}
