package io.orgplane.testing.violations.naming;

class SeatManager {
  static class Inner {}
}
