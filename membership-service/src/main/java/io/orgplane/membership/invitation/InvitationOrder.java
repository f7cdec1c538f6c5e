package io.orgplane.membership.invitation;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.problem.Problem.Violation;
import io.orgplane.membership.invitation.Invitation.Status;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom to invite, and as what: checked as far as it can be without looking anything up. */
record InvitationOrder(List<EmailAddress> emails, Role role, List<Assignment> workspaces) {

  /**
   * What a caller asks for.
   *
   * @throws ValidationFailed naming each address that is none
   */
  static InvitationOrder of(List<String> emails, Role role, List<Assignment> workspaces) {
    if (role.reachesEveryWorkspace() && !workspaces.isEmpty()) {
      throw new ValidationFailed("workspaces", "must be empty: this role reaches every workspace");
    }
    return new InvitationOrder(addresses(emails), role, Assignment.distinct(workspaces));
  }

  private static List<EmailAddress> addresses(List<String> emails) {
    List<EmailAddress> addresses = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < emails.size(); i++) {
      Optional<EmailAddress> address = EmailAddress.parse(emails.get(i));
      address.ifPresent(addresses::add);
      if (address.isEmpty()) {
        violations.add(new Violation("emails[" + i + "]", "is not an email address"));
      }
    }
    if (!violations.isEmpty()) {
      throw new ValidationFailed(violations);
    }
    return List.copyOf(addresses);
  }

  void requireGrantableBy(Member inviter) {
    Invitation.requireGrantable(role, inviter);
  }

  Invitation invitation(Member inviter, EmailAddress email, Instant now, Duration lifetime) {
    return new Invitation(
        inviter.organization(),
        InvitationId.next(),
        email,
        role,
        workspaces,
        Status.PENDING,
        inviter.userId(),
        inviter.name().isBlank() ? inviter.email() : inviter.name(),
        now,
        now.plus(lifetime),
        null,
        List.of());
  }
}
