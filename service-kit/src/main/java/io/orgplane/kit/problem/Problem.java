package io.orgplane.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The body of every answer that is an error: problem details of RFC 9457, with a stable {@code
 * code} that clients switch on, {@code violations} when fields are at fault, and what else the
 * problem has to say ({@code members}, RFC 9457 section 3.2) beside them.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    List<Violation> violations,
    @JsonAnyGetter Map<String, Object> members) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** One field that is at fault: its path in the request, and what it should have been. */
  public record Violation(String field, String message) {}

  static Problem of(ProblemException problem) {
    return new Problem(
        "about:blank",
        title(problem.status()),
        problem.status(),
        problem.code(),
        problem.getMessage(),
        problem.violations(),
        problem.members());
  }

  private static String title(int status) {
    var known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
