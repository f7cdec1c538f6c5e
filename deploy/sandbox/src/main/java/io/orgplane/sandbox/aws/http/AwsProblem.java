package io.orgplane.sandbox.aws.http;

/**
 * Why AWS refuses. Who the caller is and what it may do is judged alike for every service; each
 * service then says it with its own code and status.
 */
public abstract sealed class AwsProblem extends RuntimeException {
  private AwsProblem(String message) {
    super(message, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  /** The request does not prove who sends it. */
  public static final class Unauthenticated extends AwsProblem {
    /** What is wrong with the proof. */
    public enum Reason {
      MISSING,
      INCOMPLETE,
      UNKNOWN_KEY,
      BAD_SIGNATURE,
      EXPIRED,
      BAD_BEARER_KEY
    }

    private final Reason reason;

    public Unauthenticated(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /** The caller is known and not allowed to do this. */
  public static final class Denied extends AwsProblem {
    public Denied(String message) {
      super(message);
    }
  }

  /** The service itself refuses, with its own code. */
  public static final class Refused extends AwsProblem {
    private final int status;
    private final String code;

    public Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }
}
