package io.orgplane.byok.aws;

import io.orgplane.byok.AwsTestResource;
import io.orgplane.byok.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The stand-in's address and the platform's key, without the application. */
record TestAwsConfig(URI standIn, Optional<String> kmsKeyId) implements AwsConfig {

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(standIn);
  }

  @Override
  public String region() {
    return "us-east-1";
  }

  @Override
  public String accessKeyId() {
    return AwsTestResource.PLATFORM_KEY;
  }

  @Override
  public Secret secretAccessKey() {
    return new Secret(AwsTestResource.PLATFORM_SECRET);
  }

  @Override
  public Duration attemptTimeout() {
    return Duration.ofSeconds(4);
  }

  @Override
  public Duration callTimeout() {
    return Duration.ofSeconds(8);
  }

  @Override
  public int attempts() {
    return 2;
  }

  @Override
  public int connections() {
    return 10;
  }
}
