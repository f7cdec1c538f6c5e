package io.orgplane.testing.violations.chance;

import java.util.Random;
import java.util.UUID;

class MakesIds {
  UUID id() {
    return UUID.randomUUID();
  }

  int number() {
    return new Random().nextInt();
  }

  double fraction() {
    return Math.random();
  }
}
