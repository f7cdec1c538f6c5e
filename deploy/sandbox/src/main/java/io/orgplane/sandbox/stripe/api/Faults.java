package io.orgplane.sandbox.stripe.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Misbehaviour on demand: each fault hits the next so many calls whose path it names. */
public final class Faults {
  private final List<Fault> armed = new ArrayList<>();

  /** What goes wrong. */
  public enum Kind {
    /** The call has its effect, and the connection breaks off in the middle of the answer. */
    TIMEOUT_AFTER_EFFECT("timeout-after-effect"),
    /** A 500 without effect; stored under the idempotency key, as Stripe does. */
    ERROR_500("error-500"),
    /**
     * The call has its effect, and is answered by a 500 that is stored under the key all the same.
     */
    ERROR_500_AFTER_EFFECT("error-500-after-effect"),
    /** A definite refusal without effect. */
    ERROR_400("error-400"),
    /** The call is answered late. */
    DELAY("delay");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    public static Kind of(String name) {
      for (Kind kind : values()) {
        if (kind.wireName.equals(name)) {
          return kind;
        }
      }
      throw ApiError.invalid("Unknown kind of fault: " + name, "kind");
    }
  }

  /** One armed fault. */
  public static final class Fault {
    private final @Nullable String method;
    private final String path;
    private final Kind kind;
    private final long millis;
    private int times;

    /**
     * @param method null for any
     * @param path exact, or a prefix that ends at a slash; {@code *} stands for one segment
     * @param millis how late, for a delay; how long to hold the connection, for a timeout
     */
    public Fault(@Nullable String method, String path, Kind kind, int times, long millis) {
      this.method = method;
      this.path = path;
      this.kind = kind;
      this.times = times;
      this.millis = millis;
    }

    Kind kind() {
      return kind;
    }

    long millis() {
      return millis;
    }

    private boolean hits(String calledMethod, String calledPath) {
      return (method == null || method.equalsIgnoreCase(calledMethod)) && covers(calledPath);
    }

    private boolean covers(String called) {
      String[] wanted = path.split("/", -1);
      String[] given = called.split("/", -1);
      if (given.length < wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (!wanted[i].equals("*") && !wanted[i].equals(given[i])) {
          return false;
        }
      }
      return true;
    }
  }

  public void arm(Fault fault) {
    armed.add(fault);
  }

  public void clear() {
    armed.clear();
  }

  @Nullable Fault next(String method, String path) {
    Fault hit = armed.stream().filter(fault -> fault.hits(method, path)).findFirst().orElse(null);
    if (hit != null && --hit.times <= 0) {
      armed.remove(hit);
    }
    return hit;
  }
}
