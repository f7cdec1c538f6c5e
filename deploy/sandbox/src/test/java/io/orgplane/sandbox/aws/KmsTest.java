package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KmsTest {
  private static final String ALIAS = "alias/orgplane-byok";
  private static final Map<String, String> CONTEXT = Map.of("organization", "a", "secret", "s");
  private static final SdkBytes SECRET = SdkBytes.fromUtf8String("a data key");
  private PretendedAws aws;
  private KmsClient kms;

  @BeforeAll
  void start() {
    aws = new PretendedAws().withCustomer();
    kms = aws.kms(platform(), Region.US_EAST_1);
  }

  @AfterAll
  void stop() {
    kms.close();
    aws.close();
  }

  @Test
  void what_was_encrypted_decrypts_under_the_same_context_in_any_order() {
    var sealed = encrypt(ALIAS);
    var opened =
        kms.decrypt(
            each ->
                each.ciphertextBlob(sealed)
                    .encryptionContext(Map.of("secret", "s", "organization", "a")));
    assertThat(opened.plaintext()).isEqualTo(SECRET);
    assertThat(opened.keyId()).startsWith("arn:aws:kms:us-east-1:111111111111:key/");
  }

  @Test
  void another_context_or_none_does_not_decrypt() {
    var sealed = encrypt(ALIAS);
    assertThat(code(() -> kms.decrypt(each -> each.ciphertextBlob(sealed))))
        .isEqualTo("InvalidCiphertextException");
    var moved = Map.of("organization", "b", "secret", "s");
    assertThat(
            code(() -> kms.decrypt(each -> each.ciphertextBlob(sealed).encryptionContext(moved))))
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void a_damaged_ciphertext_does_not_decrypt() {
    var octets = encrypt(ALIAS).asByteArray();
    octets[octets.length - 1] ^= 1;
    var damaged = SdkBytes.fromByteArray(octets);
    assertThat(
            code(
                () -> kms.decrypt(each -> each.ciphertextBlob(damaged).encryptionContext(CONTEXT))))
        .isEqualTo("InvalidCiphertextException");
    var foreign = SdkBytes.fromUtf8String("nothing that this service made");
    assertThat(code(() -> kms.decrypt(each -> each.ciphertextBlob(foreign))))
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void a_data_key_comes_in_clear_and_sealed() {
    var made =
        kms.generateDataKey(
            each -> each.keyId(ALIAS).keySpec("AES_256").encryptionContext(CONTEXT));
    assertThat(made.plaintext().asByteArray()).hasSize(32);
    var opened =
        kms.decrypt(each -> each.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT));
    assertThat(opened.plaintext()).isEqualTo(made.plaintext());
  }

  @Test
  void decrypting_under_another_key_is_refused_by_name() {
    var other = kms.createKey().keyMetadata().arn();
    var sealed = encrypt(ALIAS);
    assertThat(
            code(
                () ->
                    kms.decrypt(
                        each ->
                            each.keyId(other).ciphertextBlob(sealed).encryptionContext(CONTEXT))))
        .isEqualTo("IncorrectKeyException");
  }

  @Test
  void another_accounts_key_is_out_of_reach() {
    var sealed = encrypt(ALIAS);
    var arn = kms.describeKey(each -> each.keyId(ALIAS)).keyMetadata().arn();
    try (var theirs = aws.kms(customer(), Region.US_EAST_1)) {
      assertThat(
              code(
                  () ->
                      theirs.decrypt(
                          each -> each.ciphertextBlob(sealed).encryptionContext(CONTEXT))))
          .isEqualTo("AccessDeniedException");
      assertThat(code(() -> theirs.encrypt(each -> each.keyId(arn).plaintext(SECRET))))
          .isEqualTo("AccessDeniedException");
      assertThat(code(() -> theirs.describeKey(each -> each.keyId(ALIAS))))
          .isEqualTo("NotFoundException");
    }
  }

  @Test
  void a_key_exists_in_its_region_only() {
    try (var elsewhere = aws.kms(platform(), Region.EU_WEST_1)) {
      assertThat(code(() -> elsewhere.describeKey(each -> each.keyId(ALIAS))))
          .isEqualTo("NotFoundException");
    }
  }

  @Test
  void a_disabled_key_rests_until_it_is_enabled() {
    var key = kms.createKey(each -> each.description("resting")).keyMetadata().keyId();
    kms.disableKey(each -> each.keyId(key));
    assertThat(code(() -> kms.encrypt(each -> each.keyId(key).plaintext(SECRET))))
        .isEqualTo("DisabledException");
    kms.enableKey(each -> each.keyId(key));
    assertThat(kms.encrypt(each -> each.keyId(key).plaintext(SECRET)).keyId()).contains(key);
  }

  @Test
  void a_key_is_destroyed_when_its_waiting_period_is_over() {
    try (var other = new PretendedAws();
        var waiting = other.kms(platform(), Region.US_EAST_1)) {
      var key = waiting.createKey().keyMetadata().keyId();
      waiting.scheduleKeyDeletion(each -> each.keyId(key).pendingWindowInDays(7));
      assertThat(waiting.describeKey(each -> each.keyId(key)).keyMetadata().keyState())
          .isEqualTo(KeyState.PENDING_DELETION);
      assertThat(code(() -> waiting.encrypt(each -> each.keyId(key).plaintext(SECRET))))
          .isEqualTo("KMSInvalidStateException");
      other.clock.advance(Duration.ofDays(8));
      var gone =
          other.send(
              RawRequest.kms(other, "DescribeKey", "{\"KeyId\":\"" + key + "\"}")
                  .signed(platform(), "kms", other.clock));
      assertThat(gone.body()).contains("NotFoundException");
    }
  }

  @Test
  void a_ciphertext_moves_to_another_key_and_context_without_being_seen() {
    var sealed = encrypt(ALIAS);
    var next = kms.createKey().keyMetadata().arn();
    var elsewhere = Map.of("organization", "b");
    var moved =
        kms.reEncrypt(
            each ->
                each.ciphertextBlob(sealed)
                    .sourceEncryptionContext(CONTEXT)
                    .destinationKeyId(next)
                    .destinationEncryptionContext(elsewhere));
    assertThat(moved.keyId()).isEqualTo(next);
    assertThat(moved.sourceKeyId()).isNotEqualTo(next);
    var opened =
        kms.decrypt(
            each -> each.ciphertextBlob(moved.ciphertextBlob()).encryptionContext(elsewhere));
    assertThat(opened.plaintext()).isEqualTo(SECRET);
    assertThat(opened.keyId()).isEqualTo(next);
    assertThat(
            code(() -> kms.reEncrypt(each -> each.ciphertextBlob(sealed).destinationKeyId(next))))
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void an_alias_can_be_pointed_at_a_new_key_while_old_ciphertexts_still_open() {
    var first = kms.createKey().keyMetadata().arn();
    var second = kms.createKey().keyMetadata().arn();
    var alias = "alias/rotating";
    assertThat(code(() -> kms.updateAlias(each -> each.aliasName(alias).targetKeyId(first))))
        .isEqualTo("NotFoundException");
    kms.createAlias(each -> each.aliasName(alias).targetKeyId(first));
    assertThat(code(() -> kms.createAlias(each -> each.aliasName(alias).targetKeyId(second))))
        .isEqualTo("AlreadyExistsException");
    var sealed = encrypt(alias);
    kms.updateAlias(each -> each.aliasName(alias).targetKeyId(second));
    assertThat(kms.encrypt(each -> each.keyId(alias).plaintext(SECRET)).keyId()).isEqualTo(second);
    assertThat(kms.decrypt(each -> each.ciphertextBlob(sealed).encryptionContext(CONTEXT)).keyId())
        .isEqualTo(first);
  }

  @Test
  void a_key_that_was_to_be_deleted_can_be_saved_and_is_disabled_then() {
    var key = kms.createKey().keyMetadata().arn();
    assertThat(code(() -> kms.cancelKeyDeletion(each -> each.keyId(key))))
        .isEqualTo("KMSInvalidStateException");
    kms.scheduleKeyDeletion(each -> each.keyId(key));
    assertThat(kms.cancelKeyDeletion(each -> each.keyId(key)).keyId()).isEqualTo(key);
    assertThat(kms.describeKey(each -> each.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.DISABLED);
  }

  @Test
  void a_data_key_can_be_had_sealed_only() {
    var made = kms.generateDataKeyWithoutPlaintext(each -> each.keyId(ALIAS).keySpec("AES_256"));
    assertThat(
            kms.decrypt(each -> each.ciphertextBlob(made.ciphertextBlob()))
                .plaintext()
                .asByteArray())
        .hasSize(32);
  }

  @Test
  void what_the_reference_constrains_is_refused() {
    var large = SdkBytes.fromByteArray(new byte[4_097]);
    assertThat(code(() -> kms.encrypt(each -> each.keyId(ALIAS).plaintext(large))))
        .isEqualTo("ValidationException");
    assertThat(code(() -> kms.generateDataKey(each -> each.keyId(ALIAS))))
        .isEqualTo("ValidationException");
    assertThat(code(() -> kms.encrypt(each -> each.keyId("alias/none").plaintext(SECRET))))
        .isEqualTo("NotFoundException");
    var unknown = RawRequest.kms(aws, "Frobnicate", "{}").signed(platform(), "kms", aws.clock);
    assertThat(aws.send(unknown).body()).contains("UnknownOperationException");
    var member =
        RawRequest.kms(aws, "CreateKey", "{\"Colour\":\"red\"}")
            .signed(platform(), "kms", aws.clock);
    assertThat(aws.send(member).body()).contains("SerializationException", "Colour");
  }

  private SdkBytes encrypt(String key) {
    return kms.encrypt(each -> each.keyId(key).plaintext(SECRET).encryptionContext(CONTEXT))
        .ciphertextBlob();
  }

  private static String code(ThrowingCallable call) {
    return catchThrowableOfType(KmsException.class, call).awsErrorDetails().errorCode();
  }
}
