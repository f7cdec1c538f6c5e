package io.orgplane.byok.isolation;

import io.orgplane.byok.cloud.CloudFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an account alone that has just failed, and answers with its failure meanwhile. After the
 * pause the next call is let through and decides.
 */
final class Breaker {

  private final IsolationConfig config;
  private int failures;
  private Instant openUntil = Instant.MIN;
  private @Nullable CloudFailure last;

  Breaker(IsolationConfig config) {
    this.config = config;
  }

  /** The failure that is taken for granted; empty when the call may be made. */
  synchronized Optional<CloudFailure> refusal(Instant now) {
    return now.isBefore(openUntil) ? Optional.ofNullable(last) : Optional.empty();
  }

  synchronized void passed() {
    failures = 0;
    openUntil = Instant.MIN;
    last = null;
  }

  synchronized void failed(CloudFailure failure, Instant now) {
    last = failure;
    failures++;
    openUntil = now.plus(pause(failure));
  }

  private Duration pause(CloudFailure failure) {
    if (!failure.failureClass().isPassing()) {
      return config.refusalKept();
    }
    int beyond = failures - config.failures();
    if (beyond < 0) {
      return Duration.ZERO;
    }
    Duration doubled = config.pause().multipliedBy(1L << Math.min(beyond, 16));
    return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
  }
}
