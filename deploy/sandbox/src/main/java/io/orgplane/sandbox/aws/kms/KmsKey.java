package io.orgplane.sandbox.aws.kms;

import io.orgplane.sandbox.aws.iam.AccountId;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A symmetric key, in one account and region; its material never leaves. */
record KmsKey(
    UUID id,
    AccountId account,
    String region,
    String description,
    SecretKey material,
    Instant createdAt,
    State state,
    @Nullable Instant deletionAt) {

  /** Only an enabled key works. */
  enum State {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  String arn() {
    return "arn:aws:kms:" + region + ":" + account + ":key/" + id;
  }

  KmsKey in(State next, @Nullable Instant deletion) {
    return new KmsKey(id, account, region, description, material, createdAt, next, deletion);
  }

  @Override
  public String toString() {
    return arn();
  }
}
