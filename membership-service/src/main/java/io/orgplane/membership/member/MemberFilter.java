package io.orgplane.membership.member;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * Which members are wanted.
 *
 * @param q part of the address or the name
 */
public record MemberFilter(
    @QueryParam("q") @Size(max = 100) @Nullable String q,
    @QueryParam("role") @Nullable String role) {

  @Nullable Role wantedRole() {
    try {
      return role == null ? null : Role.of(role);
    } catch (IllegalArgumentException unknown) {
      throw new ValidationFailed("role", "must be owner, admin, developer or viewer");
    }
  }

  /** Null when everybody is wanted. PostgreSQL's text has no NUL, so nobody's name has one. */
  @Nullable String like() {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (q.indexOf('\0') >= 0) {
      throw new ValidationFailed("q", "must be text");
    }
    return q.strip();
  }
}
