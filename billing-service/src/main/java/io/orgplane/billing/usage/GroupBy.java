package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import java.util.Arrays;
import java.util.stream.Collectors;

/** By what usage is summed up. */
public enum GroupBy {
  DAY("day", "day"),
  WORKSPACE("workspace", "workspace_id"),
  USER("user", "user_id"),
  KIND("kind", "kind");

  private final String wireName;
  private final String column;

  GroupBy(String wireName, String column) {
    this.wireName = wireName;
    this.column = column;
  }

  /**
   * The one of that name.
   *
   * @throws ValidationFailed when there is none
   */
  @JsonCreator
  public static GroupBy fromString(String name) {
    return Arrays.stream(values())
        .filter(each -> each.wireName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationFailed(
                    "groupBy",
                    "must be one of "
                        + Arrays.stream(values())
                            .map(GroupBy::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** The column of {@code usage_days} that it is. */
  String column() {
    return column;
  }

  @JsonValue
  @Override
  public String toString() {
    return wireName;
  }
}
