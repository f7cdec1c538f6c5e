package io.orgplane.local.story;

/** Something without which the story cannot go on, told in a sentence. */
final class StoryBroken extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoryBroken(String message) {
    super(message);
  }

  StoryBroken(String message, Throwable cause) {
    super(message, cause);
  }
}
