package io.orgplane.byok;

import io.orgplane.byok.Aws.Customer;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What a customer gets from {@code aws sts get-session-token} and pastes. */
final class TemporaryKeys {

  private TemporaryKeys() {}

  static Map<String, Object> of(Customer customer) {
    Credentials session = session(customer);
    return Map.of(
        "kind",
        "temporary-key",
        "accessKeyId",
        session.accessKeyId(),
        "secretAccessKey",
        session.secretAccessKey(),
        "sessionToken",
        session.sessionToken(),
        "sessionTokenExpiresAt",
        session.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static Credentials session(Customer customer) {
    URI endpoint = Aws.endpoint();
    try (StsAsyncClient sts =
        StsAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(customer.accessKeyId(), customer.secretAccessKey())))
            .build()) {
      return sts.getSessionToken(ask -> ask.durationSeconds(900)).join().credentials();
    }
  }
}
