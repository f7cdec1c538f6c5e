package io.orgplane.sandbox.aws.iam;

import java.time.Instant;

/** Temporary credentials that STS gave out, and whom they make the bearer. */
public record Session(
    String accessKeyId,
    Secret secret,
    Secret token,
    Caller caller,
    Instant issuedAt,
    Instant expiresAt) {

  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
