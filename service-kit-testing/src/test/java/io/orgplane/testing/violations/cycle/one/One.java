package io.orgplane.testing.violations.cycle.one;

import io.orgplane.testing.violations.cycle.two.Two;

public class One {
  Class<?> other() {
    return Two.class;
  }
}
