package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudAccess.Keys;

/** The platform's own key pair. */
final class PlatformKeys {

  private PlatformKeys() {}

  static Keys of(AwsConfig config) {
    return new Keys(config.accessKeyId(), config.secretAccessKey(), null);
  }
}
