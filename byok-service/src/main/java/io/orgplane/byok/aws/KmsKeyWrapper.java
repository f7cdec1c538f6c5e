package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.secret.DataKey;
import io.orgplane.byok.secret.KeyWrapper;
import io.orgplane.byok.secret.SecretRef;
import io.orgplane.byok.secret.SecretUnreadable;
import io.orgplane.byok.secret.WrappedKey;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** The master key in AWS KMS, bound to each secret by the encryption context. */
final class KmsKeyWrapper implements KeyWrapper {

  private static final String KMS = "kms";
  private static final String WHAT = "The key management service";

  private final AwsClients clients;
  private final AwsCalls calls;
  private final AwsConfig config;
  private final String keyId;

  KmsKeyWrapper(AwsClients clients, AwsCalls calls, AwsConfig config, String keyId) {
    this.clients = clients;
    this.calls = calls;
    this.config = config;
    this.keyId = keyId;
  }

  @Override
  public Uni<DataKey> generate(SecretRef secret) {
    return calls
        .call(
            KMS,
            "GenerateDataKey",
            () ->
                clients
                    .kms(config.region())
                    .generateDataKey(
                        ask ->
                            ask.keyId(keyId)
                                .keySpec(DataKeySpec.AES_256)
                                .encryptionContext(secret.encryptionContext())
                                .overrideConfiguration(
                                    ExplicitIdentity.of(PlatformKeys.of(config)))))
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable(WHAT))
        .map(
            made ->
                new DataKey(
                    made.plaintext().asByteArray(),
                    new WrappedKey(made.keyId(), made.ciphertextBlob().asByteArray())));
  }

  @Override
  public Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret) {
    return calls
        .call(
            KMS,
            "Decrypt",
            () ->
                clients
                    .kms(config.region())
                    .decrypt(
                        ask ->
                            ask.keyId(wrapped.keyId())
                                .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                                .encryptionContext(secret.encryptionContext())
                                .overrideConfiguration(
                                    ExplicitIdentity.of(PlatformKeys.of(config)))))
        .onFailure(KmsKeyWrapper::isRefusal)
        .transform(refused -> new SecretUnreadable(secret))
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable(WHAT))
        .map(opened -> new DataKey(opened.plaintext().asByteArray(), wrapped));
  }

  /**
   * Another KMS key, or the next one under an alias: what the one before has wrapped stays
   * openable.
   */
  @Override
  public Uni<WrappedKey> wrap(byte[] key, SecretRef secret) {
    return calls
        .call(
            KMS,
            "Encrypt",
            () ->
                clients
                    .kms(config.region())
                    .encrypt(
                        ask ->
                            ask.keyId(keyId)
                                .plaintext(SdkBytes.fromByteArray(key))
                                .encryptionContext(secret.encryptionContext())
                                .overrideConfiguration(
                                    ExplicitIdentity.of(PlatformKeys.of(config)))))
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable(WHAT))
        .map(made -> new WrappedKey(made.keyId(), made.ciphertextBlob().asByteArray()));
  }

  /** Asked each time: an alias can be moved to another key. */
  @Override
  public Uni<String> newest() {
    return calls
        .call(
            KMS,
            "DescribeKey",
            () ->
                clients
                    .kms(config.region())
                    .describeKey(
                        ask ->
                            ask.keyId(keyId)
                                .overrideConfiguration(
                                    ExplicitIdentity.of(PlatformKeys.of(config)))))
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable(WHAT))
        .map(described -> described.keyMetadata().arn());
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof CloudFailure known && !known.failureClass().isPassing();
  }
}
