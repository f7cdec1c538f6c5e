package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to become a member.
 *
 * @param name as their identity provider has it; may be empty
 * @param invitationId by which they come in, when they do by one
 */
public record Candidate(
    OrganizationId organization,
    UserId userId,
    String email,
    String name,
    Role role,
    Source source,
    List<Assignment> workspaces,
    @Nullable UUID invitationId) {

  private static final int MAX_NAME = 255;

  public Candidate {
    name = printable(name);
    workspaces = role.reachesEveryWorkspace() ? List.of() : List.copyOf(workspaces);
  }

  /** What a database column and a line of a mail can take. */
  private static String printable(String name) {
    String clean = name.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.codePointCount(0, clean.length()) <= MAX_NAME
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_NAME));
  }
}
