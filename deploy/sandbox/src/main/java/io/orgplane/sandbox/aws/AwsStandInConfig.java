package io.orgplane.sandbox.aws;

import java.time.Clock;

/**
 * What the AWS stand-in starts with.
 *
 * @param port 0 takes a free one
 * @param region where the platform's KMS key ({@code alias/orgplane-byok}) lives
 * @param platformAccessKeyId the key of user {@code orgplane-byok} in account {@code 111111111111}
 * @param clock what signatures, sessions and the {@code Date} header go by
 */
public record AwsStandInConfig(
    String host,
    int port,
    String region,
    String platformAccessKeyId,
    String platformSecretAccessKey,
    Clock clock) {

  @Override
  public String toString() {
    return "AwsStandInConfig[" + host + ":" + port + ", " + platformAccessKeyId + "]";
  }
}
