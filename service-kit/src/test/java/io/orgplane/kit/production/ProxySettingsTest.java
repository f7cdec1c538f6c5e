package io.orgplane.kit.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.TrustedProxyCheckPartConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

  @Test
  void what_is_trusted_by_default_needs_no_look_up() {
    List<String> usual =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .build()
            .getValues(ProxySettings.PROPERTY, String.class);

    assertThat(new ProxySettings(usual).find()).isEmpty();
    assertThat(usual)
        .hasSize(2)
        .map(each -> new TrustedProxyCheckPartConverter().convert(each))
        .as("what Quarkus makes of it: a check that is ready, and no host to be looked up")
        .allSatisfy(part -> assertThat(part).extracting("hostName").isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "::1", "localhost"})
  void a_name_or_what_is_taken_for_one_is_refused_with_its_remedy(String name) {
    assertThat(new ProxySettings(List.of("10.0.0.0/8", name)).find())
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).contains("::1/128"));
  }
}
