package io.orgplane.membership.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.membership.mail.EmailAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What has become of each address, in the order in which they were named. */
record InvitationResults(List<Result> results) {

  public enum Outcome {
    INVITED,
    ALREADY_MEMBER,
    ALREADY_INVITED;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param invitationId the one that is pending; absent for somebody who is a member
   */
  record Result(
      EmailAddress email,
      Outcome outcome,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InvitationId invitationId) {

    static Result invited(Invitation invitation) {
      return new Result(invitation.email(), Outcome.INVITED, invitation.id());
    }

    static Result alreadyInvited(Invitation pending) {
      return new Result(pending.email(), Outcome.ALREADY_INVITED, pending.id());
    }

    static Result alreadyMember(EmailAddress email) {
      return new Result(email, Outcome.ALREADY_MEMBER, null);
    }
  }
}
