package io.orgplane.sandbox.aws.iam;

import io.orgplane.sandbox.http.BadRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that is compared and used for signing, and never printed. */
public record Secret(String reveal) {
  public Secret {
    BadRequest.unless(
        reveal.length() >= 16 && reveal.length() <= 4_096, "a secret has 16 to 4096 characters");
  }

  public boolean matches(String claimed) {
    return MessageDigest.isEqual(
        reveal.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "<redacted>";
  }
}
