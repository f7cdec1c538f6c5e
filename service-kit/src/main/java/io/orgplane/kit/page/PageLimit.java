package io.orgplane.kit.page;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/** How many items a page has at most. */
public record PageLimit(int value) {

  static final int LEAST = 1;
  static final int MOST = 200;
  static final String USUAL = "50";

  /**
   * For query parameters.
   *
   * @throws ValidationFailed when it is not a whole number from {@value #LEAST} to {@value #MOST}
   */
  public static PageLimit fromString(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= LEAST && value <= MOST) {
        return new PageLimit(value);
      }
    } catch (NumberFormatException malformed) {
      // falls through to the one refusal
    }
    throw new ValidationFailed("limit", "must be a whole number from " + LEAST + " to " + MOST);
  }
}
