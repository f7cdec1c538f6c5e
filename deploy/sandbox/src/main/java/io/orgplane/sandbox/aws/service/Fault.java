package io.orgplane.sandbox.aws.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /sandbox/faults}: the next {@code times} requests to a service, or to paths
 * that begin with {@code path} (undecoded), or those of one account, go wrong. At least one of the
 * three says which; {@code times} is 1 when not given, {@code delayMillis} 2000 and for {@code
 * delay} only.
 *
 * <pre>
 * {"service": "sts" | "kms" | "bedrock" | "bedrock-runtime", "path": "/model/", "accountId": "…",
 *  "kind": "timeout-after-effect" | "error-500" | "delay" | "throttle" | "outage", "times": 3,
 *  "delayMillis": 500}</pre>
 *
 * <p>{@code throttle} and {@code outage} answer in the service's own words; {@code
 * timeout-after-effect} does what was asked and then never answers.
 */
public record Fault(
    @Nullable String service,
    @Nullable String path,
    @Nullable String accountId,
    @Nullable Kind kind,
    @Nullable Integer times,
    @Nullable Integer delayMillis) {
  private static final Set<String> SERVICES = Set.of("sts", "kms", "bedrock", "bedrock-runtime");
  private static final int MOST_TIMES = 1_000_000;
  private static final int LONGEST_DELAY = 120_000;
  private static final int USUAL_DELAY = 2_000;

  /** What goes wrong. */
  public enum Kind {
    @JsonProperty("timeout-after-effect")
    TIMEOUT_AFTER_EFFECT,
    @JsonProperty("error-500")
    ERROR_500,
    @JsonProperty("delay")
    DELAY,
    @JsonProperty("throttle")
    THROTTLE,
    @JsonProperty("outage")
    OUTAGE
  }

  public Fault {
    BadRequest.unless(
        service != null || path != null || accountId != null,
        "service, path or accountId says what is to fail");
    BadRequest.unless(service == null || SERVICES.contains(service), "unknown service " + service);
    BadRequest.unless(path == null || path.startsWith("/"), "path begins with a slash");
    BadRequest.unless(kind != null, "kind is missing");
    BadRequest.unless(
        times == null || (times >= 1 && times <= MOST_TIMES), "times is from 1 to " + MOST_TIMES);
    BadRequest.unless(
        delayMillis == null || (delayMillis >= 1 && delayMillis <= LONGEST_DELAY),
        "delayMillis is from 1 to " + LONGEST_DELAY);
    BadRequest.unless(
        delayMillis == null || kind == Kind.DELAY, "delayMillis belongs to the kind delay");
  }

  public int delayOrUsual() {
    return delayMillis == null ? USUAL_DELAY : delayMillis;
  }

  boolean meets(String toService, String toPath, @Nullable String ofAccount) {
    return (service == null || service.equals(toService))
        && (path == null || toPath.startsWith(path))
        && (accountId == null || accountId.equals(ofAccount));
  }
}
