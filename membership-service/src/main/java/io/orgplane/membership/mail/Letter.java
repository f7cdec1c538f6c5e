package io.orgplane.membership.mail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What a mail has to say; the words are in the template of its name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Letter.InvitationLetter.class, name = "invitation"),
  @JsonSubTypes.Type(value = Letter.ReminderLetter.class, name = "reminder"),
  @JsonSubTypes.Type(value = Letter.WithdrawnLetter.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = Letter.SeatLimitLetter.class, name = "seat-limit"),
  @JsonSubTypes.Type(value = Letter.RemovedLetter.class, name = "removed"),
  @JsonSubTypes.Type(value = Letter.OwnershipLetter.class, name = "ownership"),
  @JsonSubTypes.Type(value = Letter.NoticeLetter.class, name = "notice")
})
public sealed interface Letter {

  /** To somebody who is invited; goes with a token for its link. */
  record InvitationLetter(
      String organizationName, String inviterName, String role, Instant expiresAt)
      implements Letter {}

  /** To somebody who has not answered, while there is time; goes with a token for its link. */
  record ReminderLetter(String organizationName, String inviterName, String role, Instant expiresAt)
      implements Letter {}

  /** To somebody whose invitation was taken back after its mail had gone out. */
  record WithdrawnLetter(String organizationName) implements Letter {}

  /**
   * To the Owners, when somebody could not come in.
   *
   * @param reason the code of the problem that they were answered
   */
  record SeatLimitLetter(String organizationName, String invitedEmail, String reason)
      implements Letter {}

  /** To somebody whose membership has ended. */
  record RemovedLetter(String organizationName) implements Letter {}

  /** To both people of a transfer. */
  record OwnershipLetter(String organizationName, String fromName, String toName)
      implements Letter {}

  /**
   * To the Owners, about what has happened elsewhere in the suite.
   *
   * @param page of the organization's settings on which something can be done about it
   */
  record NoticeLetter(
      String organizationName,
      String subject,
      List<String> paragraphs,
      String linkText,
      String page)
      implements Letter {}
}
