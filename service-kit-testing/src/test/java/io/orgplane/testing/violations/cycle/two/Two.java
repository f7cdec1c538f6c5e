package io.orgplane.testing.violations.cycle.two;

import io.orgplane.testing.violations.cycle.one.One;

public class Two {
  Class<?> other() {
    return One.class;
  }
}
