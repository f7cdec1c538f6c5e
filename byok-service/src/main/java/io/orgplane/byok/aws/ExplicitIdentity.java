package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** The identity that one call is made with, put into that call. */
final class ExplicitIdentity {

  private ExplicitIdentity() {}

  static AwsRequestOverrideConfiguration of(Keys keys) {
    return AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(StaticCredentialsProvider.create(credentials(keys)))
        .build();
  }

  static AwsRequestOverrideConfiguration of(Bearer bearer) {
    SdkToken token = new Token(bearer.apiKey());
    return AwsRequestOverrideConfiguration.builder()
        .tokenIdentityProvider(StaticTokenProvider.create(token))
        .build();
  }

  private static AwsCredentials credentials(Keys keys) {
    Secret session = keys.sessionToken();
    return session == null
        ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey().reveal())
        : AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey().reveal(), session.reveal());
  }

  /** Printed as {@code <redacted>}, whoever prints it. */
  private record Token(Secret key) implements SdkToken {
    @Override
    public Optional<Instant> expirationTime() {
      return Optional.empty();
    }

    @Override
    public String token() {
      return key.reveal();
    }
  }
}
