package io.orgplane.local.story;

import io.orgplane.local.Narrator;
import io.orgplane.local.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the story down as it happens, and keeps the count of what was looked at. */
final class Telling {
  private static final Pattern UUID =
      Pattern.compile("([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{8}([0-9a-f]{4})");

  private final Narrator narrator;
  private final List<String> differences = new ArrayList<>();
  private int chapters;
  private int checks;
  private String step = "";

  Telling(Narrator narrator) {
    this.narrator = narrator;
  }

  void chapter(String title) {
    narrator.line("%n%d. %s".formatted(++chapters, title));
  }

  void step(String sentence) {
    step = sentence;
    narrator.line("%n   %s".formatted(sentence));
  }

  void request(Answer answer) {
    String what =
        "%s %s → %d %s"
            .formatted(answer.method(), shortened(answer.path()), answer.status(), answer.code());
    narrator.line("      %-86s %5d ms".formatted(what.stripTrailing(), answer.millis()));
  }

  void event(String type, long millis) {
    checks++;
    narrator.line("      %-86s %5d ms".formatted("event " + type, millis));
  }

  void effect(String what, long millis) {
    narrator.line("      %-86s %5d ms".formatted(what, millis));
  }

  void holds(String fact) {
    checks++;
    narrator.line("    ✓ " + fact);
  }

  void differs(String fact, Object actual, Object expected) {
    checks++;
    String difference = "%s: expected %s, found %s".formatted(fact, expected, actual);
    differences.add("%s: %s".formatted(step, difference));
    narrator.line("    ✗ " + difference);
  }

  void breaksOff(String reason) {
    checks++;
    differences.add("%s: %s".formatted(step, reason));
    narrator.line("    ✗ %s%n%n   The story cannot go on from here.".formatted(reason));
  }

  Verdict verdict() {
    return new Verdict(checks, differences);
  }

  /** Ids are too long for a line, and say nothing to a reader. */
  private static String shortened(String path) {
    return UUID.matcher(path).replaceAll("$1…$2").replaceAll("(cs_test_\\w{4})\\w+", "$1…");
  }
}
