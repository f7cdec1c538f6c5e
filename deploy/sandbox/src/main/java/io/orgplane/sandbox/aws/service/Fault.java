package io.orgplane.sandbox.aws.service;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /sandbox/faults}: the next {@code times} requests that meet all that is given
 * of service, operation, path (its beginning, undecoded), the caller's account, and model (itself
 * or through any of its inference profiles) go wrong. At least one of them says which; {@code
 * times} is 1 when not given, {@code delayMillis} 2000 and for {@code delay} only.
 *
 * <pre>
 * {"service": "sts" | "kms" | "bedrock" | "bedrock-runtime", "operation": "AssumeRole",
 *  "path": "/model/", "accountId": "222222222222", "model": "anthropic.claude-…",
 *  "kind": "timeout-after-effect" | "error-500" | "delay" | "throttling" | "outage", "times": 3,
 *  "delayMillis": 500}</pre>
 *
 * <p>{@code error-500}, {@code throttling} and {@code outage} answer in the service's own words, as
 * its API reference names them, and have no effect; {@code timeout-after-effect} does what was
 * asked and then never answers. A request that does not prove who sends it belongs to no account.
 */
public record Fault(
    @Nullable String service,
    @Nullable String operation,
    @Nullable String path,
    @Nullable String accountId,
    @Nullable String model,
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
    @JsonProperty("throttling")
    @JsonAlias("throttle")
    THROTTLING,
    @JsonProperty("outage")
    OUTAGE
  }

  public Fault {
    BadRequest.unless(
        Stream.of(service, operation, path, accountId, model).anyMatch(Objects::nonNull),
        "service, operation, path, accountId or model says what is to fail");
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

  boolean meets(Target target) {
    return is(service, target.service())
        && is(operation, target.operation())
        && (path == null || target.path().startsWith(path))
        && is(accountId, target.account())
        && (model == null || isOf(model, target.model()));
  }

  private static boolean is(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }

  /** A profile's id, and every ARN, ends with the model's id. */
  private static boolean isOf(String model, @Nullable String found) {
    return found != null
        && (found.equals(model) || found.endsWith("." + model) || found.endsWith("/" + model));
  }
}
