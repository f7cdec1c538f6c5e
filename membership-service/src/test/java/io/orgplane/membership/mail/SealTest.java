package io.orgplane.membership.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealTest {

  private static final String OTHER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Seal seal = new Seal(() -> SealingConfig.DEVELOPMENT_KEY);
  private final OrganizationId organization = OrganizationId.next();
  private final UUID mail = Ids.next();
  private final LinkToken token = new LinkToken("secret");

  @Test
  void what_was_closed_opens_again_where_it_was_closed() {
    byte[] sealed = seal.close(token, organization, mail);

    assertThat(seal.open(sealed, organization, mail)).isEqualTo(token);
    assertThat(sealed).isNotEqualTo(seal.close(token, organization, mail));
  }

  @Test
  void it_opens_for_no_other_organization_mail_or_key_and_not_when_changed() {
    byte[] sealed = seal.close(token, organization, mail);
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;

    assertThatThrownBy(() -> seal.open(sealed, OrganizationId.next(), mail))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(sealed, organization, Ids.next()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(changed, organization, mail))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Seal(() -> OTHER_KEY).open(sealed, organization, mail))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_key_of_another_length_is_refused_by_name_and_never_shown() {
    assertThatThrownBy(() -> new Seal(() -> "c2hvcnQ="))
        .hasMessageContaining("orgplane.invitations.sealing-key")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> new Seal(() -> "not base64!"))
        .hasMessageContaining("orgplane.invitations.sealing-key");
  }

  @Test
  void the_development_key_and_a_plain_origin_are_refused_in_production_by_name() {
    assertThat(settings(SealingConfig.DEVELOPMENT_KEY, "http://localhost:8080"))
        .containsExactly("orgplane.invitations.sealing-key", "orgplane.web.origin");
    assertThat(settings(OTHER_KEY, "https://app.example.com")).isEmpty();
  }

  @Test
  void a_token_is_not_printed() {
    assertThat(token.toString()).doesNotContain("secret");
  }

  @Test
  void a_password_does_not_go_over_an_open_line_in_production() {
    for (String tls : List.of("none", "opportunistic")) {
      assertThat(refused(Map.of("orgplane.mail.user", "u", "orgplane.mail.tls", tls)))
          .containsExactly("orgplane.mail.tls");
    }
    for (String tls : List.of("starttls", "implicit")) {
      assertThat(refused(Map.of("orgplane.mail.user", "u", "orgplane.mail.tls", tls))).isEmpty();
    }
    assertThat(refused(Map.of("orgplane.mail.tls", "none"))).isEmpty();
  }

  private static List<String> refused(Map<String, String> settings) {
    return new MailSettings(() -> OTHER_KEY, () -> "https://app.example.com", mail(settings))
        .find().stream().map(UnsafeSetting::property).toList();
  }

  private static MailConfig mail(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(MailConfig.class)
        .withDefaultValues(
            Map.of(
                "orgplane.mail.host", "localhost",
                "orgplane.mail.port", "25",
                "orgplane.mail.from", "no-reply@example.com",
                "orgplane.mail.tls", "starttls"))
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(MailConfig.class);
  }

  private static java.util.List<String> settings(String key, String origin) {
    return new MailSettings(() -> key, () -> origin, mail(Map.of()))
        .find().stream().map(UnsafeSetting::property).toList();
  }
}
