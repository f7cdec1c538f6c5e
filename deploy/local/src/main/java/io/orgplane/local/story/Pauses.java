package io.orgplane.local.story;

/** Between two looks at something that is about to change. */
final class Pauses {
  private static final long MILLIS = 25;

  private Pauses() {}

  static void brief() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted", e);
    }
  }
}
