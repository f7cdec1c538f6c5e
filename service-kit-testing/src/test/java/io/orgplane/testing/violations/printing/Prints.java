package io.orgplane.testing.violations.printing;

class Prints {
  void hello() {
    System.out.println("hello");
  }
}
