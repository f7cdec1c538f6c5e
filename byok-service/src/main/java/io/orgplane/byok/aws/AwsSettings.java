package io.orgplane.byok.aws;

import io.orgplane.kit.production.UnsafeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What must not be so in production. */
@ApplicationScoped
class AwsSettings implements UnsafeSettings {

  private final AwsConfig config;

  AwsSettings(AwsConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> find() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (config.endpoint().isPresent()) {
      found.add(
          new UnsafeSetting(
              "orgplane.aws.endpoint", "remove it; endpoints follow from the region"));
    }
    if (config.kmsKeyId().isEmpty()) {
      found.add(
          new UnsafeSetting(
              "orgplane.aws.kms-key-id",
              "name a KMS key; the local master key is for one machine without KMS"));
    }
    if (config.accessKeyId().contains("ORGPLANE")) {
      found.add(
          new UnsafeSetting(
              "orgplane.aws.access-key-id", "set the platform's own key, not the local stack's"));
    }
    return found;
  }
}
