package io.orgplane.kit.problem;

import io.orgplane.kit.problem.Problem.Violation;
import java.util.List;
import java.util.Map;

/** The refusals that no feature owns. */
public abstract sealed class CommonProblem extends ProblemException {

  private CommonProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 400: what was sent does not fit; {@code violations} name the fields. */
  public static final class ValidationFailed extends CommonProblem {
    private final List<Violation> violations;

    public ValidationFailed(List<Violation> violations) {
      super(400, "validation-failed", "The request does not fit; see the violations.");
      this.violations = List.copyOf(violations);
    }

    public ValidationFailed(String field, String message) {
      this(List.of(new Violation(field, message)));
    }

    @Override
    public List<Violation> violations() {
      return violations;
    }
  }

  /** 401: no token, or one that does not hold. Which of its checks failed is not said. */
  public static final class Unauthenticated extends CommonProblem {
    public Unauthenticated() {
      super(
          401, "unauthenticated", "A valid access token is needed: Authorization: Bearer <token>.");
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("WWW-Authenticate", "Bearer");
    }
  }

  /** 403: known, a member perhaps, but not allowed to do this. */
  public static final class Forbidden extends CommonProblem {
    public Forbidden(String detail) {
      super(403, "forbidden", detail);
    }
  }

  /**
   * 404: it does not exist, or it is another tenant's. The two answers are the same to the letter,
   * so that nobody learns which ids exist.
   */
  public static final class NotFound extends CommonProblem {
    public NotFound() {
      super(404, "not-found", "There is nothing here that you can see.");
    }
  }

  /** 409: it would contradict what is already there. */
  public static final class Conflict extends CommonProblem {
    public Conflict(String detail) {
      super(409, "conflict", detail);
    }
  }

  /** 412: the If-Match of the request is not the current ETag. */
  public static final class PreconditionFailed extends CommonProblem {
    public PreconditionFailed() {
      super(
          412, "precondition-failed", "It has changed since you read it. Read it again and retry.");
    }
  }

  /** 422: the Idempotency-Key was used before, for a request with another content. */
  public static final class IdempotencyKeyReused extends CommonProblem {
    public IdempotencyKeyReused() {
      super(
          422,
          "idempotency-key-reused",
          "This Idempotency-Key was used for a different request. Use a new key for a new request.");
    }
  }

  /** 503: something that we depend on does not answer now; the same request may succeed soon. */
  public static final class UpstreamUnavailable extends CommonProblem {
    private static final String RETRY_AFTER_SECONDS = "2";

    public UpstreamUnavailable(String what) {
      super(503, "upstream-unavailable", what + " is not available. Try again shortly.");
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", RETRY_AFTER_SECONDS);
    }
  }

  /** What HTTP itself refuses: an unknown path, method or media type, a body that is too large. */
  public static final class Protocol extends CommonProblem {
    public Protocol(int status) {
      super(status, code(status), detail(status));
    }

    private static String code(int status) {
      return switch (status) {
        case 404 -> "not-found";
        case 405 -> "method-not-allowed";
        case 406 -> "not-acceptable";
        case 413 -> "content-too-large";
        case 415 -> "unsupported-media-type";
        default -> "bad-request";
      };
    }

    private static String detail(int status) {
      return switch (status) {
        case 404 -> "There is nothing here that you can see.";
        case 405 -> "This path does not take that method.";
        case 406 -> "None of the media types that you accept can be served.";
        case 413 -> "The body is larger than this service takes.";
        case 415 -> "Send the body as application/json.";
        default -> "The request cannot be understood.";
      };
    }
  }

  /** 500: our fault. The details are in the log, under the trace id, and nowhere else. */
  public static final class Internal extends CommonProblem {
    public Internal() {
      super(500, "internal-error", "Something went wrong on our side. It has been logged.");
    }
  }
}
