package io.orgplane.local.door;

/** Who answers a path. */
public enum Destination {
  ORG,
  MEMBERSHIP,
  BILLING,
  BYOK,
  /** The door itself: its few pages, and the answer to paths that nobody has. */
  DOOR
}
