package io.orgplane.kit.problem;

import io.orgplane.kit.problem.Problem.Violation;
import java.util.List;
import java.util.Map;

/**
 * A refusal that its caller can act on. Each feature has a sealed family of these; an exception
 * carries its status and code, and one mapper serves them all. The message is the problem's {@code
 * detail}: it is read by people outside, says what to do, and holds no secret and nothing of
 * another tenant.
 */
public abstract class ProblemException extends RuntimeException {

  private final int status;
  private final String code;

  protected ProblemException(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** HTTP status of the answer. */
  public final int status() {
    return status;
  }

  /** Stable, kebab-case, part of the API. */
  public final String code() {
    return code;
  }

  @Override
  public final String getMessage() {
    String detail = super.getMessage();
    return detail == null ? "" : detail;
  }

  public List<Violation> violations() {
    return List.of();
  }

  /** Further members of the problem body, such as the time of the next grant. */
  public Map<String, Object> members() {
    return Map.of();
  }

  /** Further headers, such as Retry-After (seconds). */
  public Map<String, String> headers() {
    return Map.of();
  }
}
