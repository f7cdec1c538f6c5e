package io.orgplane.membership.invitation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.id.Ids;
import java.util.UUID;

/** An invitation. Knowing it lets nobody in: that takes its token. */
public record InvitationId(@JsonValue UUID value) {

  @JsonCreator
  public InvitationId {}

  static InvitationId next() {
    return new InvitationId(Ids.next());
  }

  /** For path parameters. */
  public static InvitationId fromString(String text) {
    return new InvitationId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
