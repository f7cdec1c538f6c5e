package io.orgplane.kit.event;

/**
 * A record that is no event, or whose payload is not what its type says. Trying again does not
 * help.
 */
final class UnreadableEvent extends RuntimeException {

  UnreadableEvent(String why) {
    super(why, null, false, false);
  }
}
