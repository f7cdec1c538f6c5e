package io.orgplane.sandbox.aws.kms;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Caller;
import io.orgplane.sandbox.aws.service.Call;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encrypt, Decrypt, ReEncrypt and GenerateDataKey. Keys have the default policy: their own
 * account's IAM decides.
 */
record KeyUse(KmsKeys keys, Authorizer authorizer) {
  private static final String ALGORITHM = "SYMMETRIC_DEFAULT";
  private static final int LARGEST_PLAINTEXT = 4_096;
  private static final int LARGEST_CIPHERTEXT = 6_144;
  private static final int LARGEST_DATA_KEY = 1_024;
  private static final SecureRandom RANDOM = new SecureRandom();

  record Encrypt(
      @JsonProperty("KeyId") @Nullable String keyId,
      @JsonProperty("Plaintext") @Nullable String plaintext,
      @JsonProperty("EncryptionContext") @Nullable Map<String, String> context,
      @JsonProperty("EncryptionAlgorithm") @Nullable String algorithm) {}

  record Decrypt(
      @JsonProperty("KeyId") @Nullable String keyId,
      @JsonProperty("CiphertextBlob") @Nullable String ciphertext,
      @JsonProperty("EncryptionContext") @Nullable Map<String, String> context,
      @JsonProperty("EncryptionAlgorithm") @Nullable String algorithm) {}

  record GenerateDataKey(
      @JsonProperty("KeyId") @Nullable String keyId,
      @JsonProperty("KeySpec") @Nullable String keySpec,
      @JsonProperty("NumberOfBytes") @Nullable Integer numberOfBytes,
      @JsonProperty("EncryptionContext") @Nullable Map<String, String> context) {}

  record ReEncrypt(
      @JsonProperty("CiphertextBlob") @Nullable String ciphertext,
      @JsonProperty("SourceKeyId") @Nullable String sourceKeyId,
      @JsonProperty("SourceEncryptionContext") @Nullable Map<String, String> sourceContext,
      @JsonProperty("SourceEncryptionAlgorithm") @Nullable String sourceAlgorithm,
      @JsonProperty("DestinationKeyId") @Nullable String destinationKeyId,
      @JsonProperty("DestinationEncryptionContext")
          @Nullable Map<String, String> destinationContext,
      @JsonProperty("DestinationEncryptionAlgorithm") @Nullable String destinationAlgorithm) {}

  Map<String, Object> encrypt(Call call, Encrypt wanted) {
    requireAlgorithm(wanted.algorithm());
    var plaintext = octets(wanted.plaintext(), "plaintext", LARGEST_PLAINTEXT);
    var key = usable(call, wanted.keyId(), "kms:Encrypt", context(wanted.context()));
    var blob = Ciphertext.encrypt(key, plaintext, context(wanted.context()));
    return Map.of(
        "CiphertextBlob", base64(blob), "KeyId", key.arn(), "EncryptionAlgorithm", ALGORITHM);
  }

  Map<String, Object> decrypt(Call call, Decrypt wanted) {
    requireAlgorithm(wanted.algorithm());
    var opened = open(call, wanted, "kms:Decrypt");
    return Map.of(
        "Plaintext",
        base64(opened.plaintext()),
        "KeyId",
        opened.key().arn(),
        "EncryptionAlgorithm",
        ALGORITHM);
  }

  /** What was in a ciphertext, and the key that it was under. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Opened(KmsKey key, byte[] plaintext) {}

  Opened open(Call call, Decrypt wanted, String action) {
    var blob = octets(wanted.ciphertext(), "ciphertextBlob", LARGEST_CIPHERTEXT);
    var key =
        Ciphertext.keyOf(blob).flatMap(keys::find).orElseThrow(KmsProblems::invalidCiphertext);
    if (!key.region().equals(region(call))) {
      throw KmsProblems.invalidCiphertext();
    }
    if (wanted.keyId() != null && !named(call, wanted.keyId()).id().equals(key.id())) {
      throw KmsProblems.incorrectKey();
    }
    var context = context(wanted.context());
    require(call.caller(), key, action, context);
    KmsProblems.requireEnabled(key);
    return new Opened(key, Ciphertext.decrypt(key, blob, context));
  }

  Map<String, Object> reEncrypt(Call call, ReEncrypt wanted) {
    requireAlgorithm(wanted.sourceAlgorithm());
    requireAlgorithm(wanted.destinationAlgorithm());
    var source =
        new Decrypt(wanted.sourceKeyId(), wanted.ciphertext(), wanted.sourceContext(), null);
    var opened = open(call, source, "kms:ReEncryptFrom");
    var context = context(wanted.destinationContext());
    var key = usable(call, wanted.destinationKeyId(), "kms:ReEncryptTo", context);
    return Map.of(
        "CiphertextBlob", base64(Ciphertext.encrypt(key, opened.plaintext(), context)),
        "SourceKeyId", opened.key().arn(),
        "KeyId", key.arn(),
        "SourceEncryptionAlgorithm", ALGORITHM,
        "DestinationEncryptionAlgorithm", ALGORITHM);
  }

  Map<String, Object> generateDataKeyWithoutPlaintext(Call call, GenerateDataKey wanted) {
    var made = new HashMap<>(generateDataKey(call, wanted, "kms:GenerateDataKeyWithoutPlaintext"));
    made.remove("Plaintext");
    return made;
  }

  Map<String, Object> generateDataKey(Call call, GenerateDataKey wanted) {
    return generateDataKey(call, wanted, "kms:GenerateDataKey");
  }

  private Map<String, Object> generateDataKey(Call call, GenerateDataKey wanted, String action) {
    var dataKey = new byte[length(wanted)];
    var context = context(wanted.context());
    var key = usable(call, wanted.keyId(), action, context);
    RANDOM.nextBytes(dataKey);
    return Map.of(
        "Plaintext", base64(dataKey),
        "CiphertextBlob", base64(Ciphertext.encrypt(key, dataKey, context)),
        "KeyId", key.arn());
  }

  private KmsKey usable(
      Call call, @Nullable String keyId, String action, Map<String, String> context) {
    var key = named(call, KmsProblems.required(keyId, "keyId"));
    require(call.caller(), key, action, context);
    KmsProblems.requireEnabled(key);
    return key;
  }

  KmsKey named(Call call, String keyId) {
    return keys.require(call.caller().account(), region(call), keyId);
  }

  /** Another account's key is out of reach: its policy speaks of its own account alone. */
  void require(Caller caller, KmsKey key, String action, Map<String, String> context) {
    if (!key.account().equals(caller.account())) {
      throw new AwsProblem.Denied(
          "User: %s is not authorized to perform: %s on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"
              .formatted(caller.arn(), action));
    }
    var conditions = new HashMap<String, String>();
    context.forEach((name, value) -> conditions.put("kms:EncryptionContext:" + name, value));
    authorizer.require(caller, new AccessRequest(action, key.arn(), conditions));
  }

  static String region(Call call) {
    return call.region().orElseThrow();
  }

  private static int length(GenerateDataKey wanted) {
    var spec = wanted.keySpec();
    var bytes = wanted.numberOfBytes();
    if ((spec == null) == (bytes == null)) {
      throw KmsProblems.validation("Please specify either number of bytes or key spec.");
    }
    if (bytes != null) {
      if (bytes < 1 || bytes > LARGEST_DATA_KEY) {
        throw KmsProblems.validation("numberOfBytes is from 1 to " + LARGEST_DATA_KEY);
      }
      return bytes;
    }
    return switch (String.valueOf(spec)) {
      case "AES_256" -> 32;
      case "AES_128" -> 16;
      default -> throw KmsProblems.validation("keySpec is one of [AES_256, AES_128]");
    };
  }

  private static void requireAlgorithm(@Nullable String algorithm) {
    if (algorithm != null && !algorithm.equals(ALGORITHM)) {
      throw KmsProblems.validation("encryptionAlgorithm of a symmetric key is " + ALGORITHM);
    }
  }

  private static byte[] octets(@Nullable String base64, String member, int most) {
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(KmsProblems.required(base64, member));
    } catch (IllegalArgumentException malformed) {
      throw new AwsProblem.Refused(400, "SerializationException", member + " is not base64");
    }
    if (octets.length < 1 || octets.length > most) {
      throw KmsProblems.validation(
          "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length between 1 and %d"
              .formatted(member, most));
    }
    return octets;
  }

  private static Map<String, String> context(@Nullable Map<String, String> context) {
    return context == null ? Map.of() : context;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
