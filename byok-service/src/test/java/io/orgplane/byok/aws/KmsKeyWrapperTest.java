package io.orgplane.byok.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.byok.secret.Envelope;
import io.orgplane.byok.secret.Envelopes;
import io.orgplane.byok.secret.KeyWrapper;
import io.orgplane.byok.secret.SealedSecret;
import io.orgplane.byok.secret.SecretRef;
import io.orgplane.byok.secret.SecretUnreadable;
import io.orgplane.byok.secret.WrappedKey;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KmsKeyWrapperTest {

  private static final PretendedAws AWS = new PretendedAws();
  private static final byte[] PLAINTEXT = "what nobody may read".getBytes(StandardCharsets.UTF_8);

  private final SecretRef ref = new SecretRef(OrganizationId.next(), Ids.next(), 1);
  private final KeyWrapper kms =
      new KmsKeyWrapper(AWS.clients, AWS.calls, AWS.config, "alias/orgplane-byok");
  private final Envelope envelope = new Envelope(kms);

  @AfterAll
  static void close() {
    AWS.close();
  }

  @Test
  void what_was_sealed_under_kms_opens_again() {
    SealedSecret sealed = envelope.seal(ref, PLAINTEXT).await().indefinitely();

    assertThat(sealed.key().keyId()).startsWith("arn:aws:kms:");
    assertThat(envelope.open(sealed).await().indefinitely()).isEqualTo(PLAINTEXT);
  }

  @Test
  void kms_itself_refuses_the_key_of_another_secret() {
    SealedSecret sealed = envelope.seal(ref, PLAINTEXT).await().indefinitely();
    SecretRef other = new SecretRef(ref.organization(), ref.id(), 2);

    assertThatThrownBy(() -> kms.unwrap(sealed.key(), other).await().indefinitely())
        .isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void under_another_kms_key_the_older_one_still_opens_and_what_is_wrapped_anew_is_bound_alike() {
    SealedSecret sealed = envelope.seal(ref, PLAINTEXT).await().indefinitely();
    KeyWrapper next = new KmsKeyWrapper(AWS.clients, AWS.calls, AWS.config, anotherKey());
    Envelope moved = new Envelope(next);

    assertThat(moved.open(sealed).await().indefinitely()).isEqualTo(PLAINTEXT);
    WrappedKey rewrapped = Envelopes.rewrapped(moved, sealed).await().indefinitely();

    assertThat(rewrapped.keyId())
        .isEqualTo(next.newest().await().indefinitely())
        .isNotEqualTo(sealed.key().keyId());
    SealedSecret anew = new SealedSecret(ref, sealed.algorithm(), rewrapped, sealed.sealed());
    assertThat(moved.open(anew).await().indefinitely()).isEqualTo(PLAINTEXT);
    SecretRef other = new SecretRef(OrganizationId.next(), ref.id(), 1);
    assertThatThrownBy(() -> next.unwrap(rewrapped, other).await().indefinitely())
        .isInstanceOf(SecretUnreadable.class);
  }

  private static String anotherKey() {
    return AWS.clients
        .kms("us-east-1")
        .createKey(
            ask -> ask.overrideConfiguration(ExplicitIdentity.of(PlatformKeys.of(AWS.config))))
        .join()
        .keyMetadata()
        .arn();
  }

  @Test
  void while_kms_is_down_nothing_is_sealed_or_opened_and_it_is_not_the_secrets_fault() {
    SealedSecret sealed = envelope.seal(ref, PLAINTEXT).await().indefinitely();
    AWS.fault(
        """
        {"service": "kms", "kind": "outage", "times": 4}""");

    assertThatThrownBy(() -> envelope.seal(ref, PLAINTEXT).await().indefinitely())
        .isInstanceOf(UpstreamUnavailable.class);
    assertThatThrownBy(() -> envelope.open(sealed).await().indefinitely())
        .isInstanceOf(UpstreamUnavailable.class);
    assertThat(envelope.open(sealed).await().indefinitely()).isEqualTo(PLAINTEXT);
  }
}
