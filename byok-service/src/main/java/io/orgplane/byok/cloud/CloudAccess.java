package io.orgplane.byok.cloud;

import io.orgplane.byok.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a single call is made with. There is no call without one: nothing is taken from around. */
public sealed interface CloudAccess {

  /** A key pair; with a token it is a session's. */
  record Keys(String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken)
      implements CloudAccess {
    @Override
    public String toString() {
      return Secret.REDACTED;
    }
  }

  /** A Bedrock API key. */
  record Bearer(Secret apiKey) implements CloudAccess {}

  /**
   * Access that ends by itself.
   *
   * @param expiresAt by AWS's clock
   * @param lasts how long it was asked for; null where somebody else asked
   */
  record Lease(CloudAccess access, Instant expiresAt, @Nullable Duration lasts) {

    public Lease(CloudAccess access, Instant expiresAt) {
      this(access, expiresAt, null);
    }
  }
}
