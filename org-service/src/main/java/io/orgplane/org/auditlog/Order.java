package io.orgplane.org.auditlog;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/** In which direction the feed is read. */
enum Order {
  OLDEST("oldest", "ASC"),
  NEWEST("newest", "DESC");

  private final String word;
  private final String direction;

  Order(String word, String direction) {
    this.word = word;
    this.direction = direction;
  }

  /** For query parameters. */
  public static Order fromString(String text) {
    for (Order order : values()) {
      if (order.word.equals(text)) {
        return order;
      }
    }
    throw new ValidationFailed("order", "must be oldest or newest");
  }

  String direction() {
    return direction;
  }

  @Override
  public String toString() {
    return word;
  }
}
