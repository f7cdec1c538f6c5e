package io.orgplane.byok.vending;

/** The configuration is not any more the one that a session was to be made of. */
final class Moved extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Moved() {
    super("the configuration has changed meanwhile", null, false, false);
  }
}
