package io.orgplane.membership.member;

import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which members are wanted.
 *
 * @param q how their name or address, or a word in it, begins
 * @param workspace whoever is in it, Owners and Admins included
 */
public record MemberFilter(
    @QueryParam("q")
        @Size(max = 100)
        @Parameter(
            description =
                "How the name or the address, or a word in it, begins; letter case does not matter")
        @Nullable String q,
    @QueryParam("role") @Nullable String role,
    @QueryParam("workspace")
        @Parameter(description = "In this workspace, Owners and Admins included")
        @Nullable WorkspaceId workspace) {

  /** So long are the keys of the search; what goes on beyond is not told apart. */
  private static final int LONGEST_KEY = 64;

  /** Everybody in a workspace. */
  static MemberFilter in(WorkspaceId workspace) {
    return new MemberFilter(null, null, workspace);
  }

  @Nullable Role wantedRole() {
    try {
      return role == null ? null : Role.of(role);
    } catch (IllegalArgumentException unknown) {
      throw new ValidationFailed("role", "must be owner, admin, developer or viewer");
    }
  }

  /** Null when everybody is wanted. PostgreSQL's text has no NUL, so nobody's name has one. */
  @Nullable String beginning() {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (q.indexOf('\0') >= 0) {
      throw new ValidationFailed("q", "must be text");
    }
    String stripped = q.strip();
    String word = stripped.replaceFirst("^[^\\p{L}\\p{N}]+", "");
    String sought = word.isEmpty() ? stripped : word;
    int longest = Math.min(sought.codePointCount(0, sought.length()), LONGEST_KEY);
    return sought.substring(0, sought.offsetByCodePoints(0, longest));
  }
}
