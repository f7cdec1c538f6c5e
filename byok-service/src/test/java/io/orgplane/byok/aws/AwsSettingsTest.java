package io.orgplane.byok.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {

  @Test
  void what_belongs_on_a_developers_machine_is_refused_in_production_by_name() {
    var config = new TestAwsConfig(URI.create("http://localhost:8092"), Optional.empty());

    assertThat(new AwsSettings(config).find())
        .extracting(UnsafeSetting::property)
        .containsExactlyInAnyOrder(
            "orgplane.aws.endpoint", "orgplane.aws.kms-key-id", "orgplane.aws.access-key-id");
  }
}
