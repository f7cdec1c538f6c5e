package io.orgplane.sandbox.aws.kms;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.service.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreateKey, DescribeKey, EnableKey, DisableKey, ScheduleKeyDeletion, CancelKeyDeletion. */
record KeyKeeping(KmsKeys keys, KeyUse use, Authorizer authorizer) {
  private static final int USUAL_WAIT_DAYS = 30;
  private static final int LEAST_WAIT_DAYS = 7;
  private static final int MOST_WAIT_DAYS = 30;

  record CreateKey(
      @JsonProperty("Description") @Nullable String description,
      @JsonProperty("KeySpec") @Nullable String keySpec,
      @JsonProperty("KeyUsage") @Nullable String keyUsage) {}

  record OneKey(@JsonProperty("KeyId") @Nullable String keyId) {}

  record ScheduleKeyDeletion(
      @JsonProperty("KeyId") @Nullable String keyId,
      @JsonProperty("PendingWindowInDays") @Nullable Integer days) {}

  Map<String, Object> create(Call call, CreateKey wanted) {
    if (wanted.keySpec() != null && !wanted.keySpec().equals("SYMMETRIC_DEFAULT")) {
      throw KmsProblems.validation("keySpec is one of [SYMMETRIC_DEFAULT]");
    }
    if (wanted.keyUsage() != null && !wanted.keyUsage().equals("ENCRYPT_DECRYPT")) {
      throw KmsProblems.validation("keyUsage is one of [ENCRYPT_DECRYPT]");
    }
    authorizer.require(call.caller(), new AccessRequest("kms:CreateKey", "*", Map.of()));
    var description = wanted.description() == null ? "" : wanted.description();
    var key = keys.create(call.caller().account(), KeyUse.region(call), description);
    return Map.of("KeyMetadata", metadata(key));
  }

  Map<String, Object> describe(Call call, OneKey wanted) {
    return Map.of("KeyMetadata", metadata(permitted(call, wanted.keyId(), "kms:DescribeKey")));
  }

  Map<String, Object> enable(Call call, OneKey wanted) {
    var key = permitted(call, wanted.keyId(), "kms:EnableKey");
    requireNotPending(key);
    keys.change(key, KmsKey.State.ENABLED, null);
    return Map.of();
  }

  Map<String, Object> disable(Call call, OneKey wanted) {
    var key = permitted(call, wanted.keyId(), "kms:DisableKey");
    requireNotPending(key);
    keys.change(key, KmsKey.State.DISABLED, null);
    return Map.of();
  }

  Map<String, Object> scheduleDeletion(Call call, ScheduleKeyDeletion wanted) {
    var days = wanted.days() == null ? USUAL_WAIT_DAYS : wanted.days();
    if (days < LEAST_WAIT_DAYS || days > MOST_WAIT_DAYS) {
      throw KmsProblems.validation("pendingWindowInDays is from 7 to 30");
    }
    var key = permitted(call, wanted.keyId(), "kms:ScheduleKeyDeletion");
    requireNotPending(key);
    var pending = keys.change(key, KmsKey.State.PENDING_DELETION, Duration.ofDays(days));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("KeyId", pending.arn());
    answer.put("KeyState", pending.state().wire());
    answer.put("PendingWindowInDays", days);
    putSeconds(answer, "DeletionDate", pending.deletionAt());
    return answer;
  }

  /** A key that was saved stays disabled until somebody enables it. */
  Map<String, Object> cancelDeletion(Call call, OneKey wanted) {
    var key = permitted(call, wanted.keyId(), "kms:CancelKeyDeletion");
    if (key.state() != KmsKey.State.PENDING_DELETION) {
      throw KmsProblems.invalidState(key.arn() + " is not pending deletion.");
    }
    keys.change(key, KmsKey.State.DISABLED, null);
    return Map.of("KeyId", key.arn());
  }

  private KmsKey permitted(Call call, @Nullable String keyId, String action) {
    var key = use.named(call, KmsProblems.required(keyId, "keyId"));
    use.require(call.caller(), key, action, Map.of());
    return key;
  }

  private static void requireNotPending(KmsKey key) {
    if (key.state() == KmsKey.State.PENDING_DELETION) {
      KmsProblems.requireEnabled(key);
    }
  }

  private static Map<String, Object> metadata(KmsKey key) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("AWSAccountId", key.account().value());
    metadata.put("KeyId", key.id().toString());
    metadata.put("Arn", key.arn());
    putSeconds(metadata, "CreationDate", key.createdAt());
    metadata.put("Enabled", key.state() == KmsKey.State.ENABLED);
    metadata.put("Description", key.description());
    metadata.put("KeyUsage", "ENCRYPT_DECRYPT");
    metadata.put("KeyState", key.state().wire());
    metadata.put("Origin", "AWS_KMS");
    metadata.put("KeyManager", "CUSTOMER");
    metadata.put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT");
    metadata.put("KeySpec", "SYMMETRIC_DEFAULT");
    metadata.put("EncryptionAlgorithms", List.of("SYMMETRIC_DEFAULT"));
    metadata.put("MultiRegion", false);
    putSeconds(metadata, "DeletionDate", key.deletionAt());
    return metadata;
  }

  /** The JSON protocol writes instants as seconds since the epoch. */
  private static void putSeconds(
      Map<String, Object> members, String name, @Nullable Instant instant) {
    if (instant != null) {
      members.put(name, instant.toEpochMilli() / 1_000.0);
    }
  }
}
