package io.orgplane.membership.mail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What a mail has to say; the words are in the template of its name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Letter.InvitationLetter.class, name = "invitation"),
  @JsonSubTypes.Type(value = Letter.SeatLimitLetter.class, name = "seat-limit"),
  @JsonSubTypes.Type(value = Letter.RemovedLetter.class, name = "removed"),
  @JsonSubTypes.Type(value = Letter.OwnershipLetter.class, name = "ownership")
})
public sealed interface Letter {

  /** To somebody who is invited; goes with a token for its link. */
  record InvitationLetter(
      String organizationName, String inviterName, String role, Instant expiresAt)
      implements Letter {}

  /** To the Owners, when somebody could not come in. */
  record SeatLimitLetter(String organizationName, String invitedEmail) implements Letter {}

  /** To somebody whose membership has ended. */
  record RemovedLetter(String organizationName) implements Letter {}

  /** To both people of a transfer. */
  record OwnershipLetter(String organizationName, String fromName, String toName)
      implements Letter {}
}
