package io.orgplane.membership.revocation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.id.Ids;
import java.util.UUID;

/** The record of one removal. */
public record RevocationId(@JsonValue UUID value) {

  @JsonCreator
  public RevocationId {}

  public static RevocationId next() {
    return new RevocationId(Ids.next());
  }

  /** For path parameters. */
  public static RevocationId fromString(String text) {
    return new RevocationId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
