package io.orgplane.kit.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A workspace of one organization. */
public record WorkspaceId(@JsonValue UUID value) {

  @JsonCreator
  public WorkspaceId {}

  public static WorkspaceId next() {
    return new WorkspaceId(Ids.next());
  }

  /**
   * For path and query parameters.
   *
   * @throws IllegalArgumentException when it is no UUID; on a path this becomes the 404 of an
   *     unknown workspace
   */
  public static WorkspaceId fromString(String text) {
    return new WorkspaceId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
