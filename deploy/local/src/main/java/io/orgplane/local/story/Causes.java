package io.orgplane.local.story;

import java.util.TreeSet;

/** When the story did something that could have consequences: what follows is timed from there. */
final class Causes {
  private final TreeSet<Long> sentAt = new TreeSet<>();

  void note(Answer answer) {
    boolean asksOnly = answer.method().equals("GET") || answer.path().startsWith("/v1/access/");
    if (!asksOnly) {
      note(answer.sentAt());
    }
  }

  void note(long nanoTime) {
    sentAt.add(nanoTime);
  }

  /** From the last deed before this moment to this moment. */
  long millisUntil(long nanoTime) {
    Long cause = sentAt.floor(nanoTime);
    return cause == null ? 0 : (nanoTime - cause) / 1_000_000;
  }
}
