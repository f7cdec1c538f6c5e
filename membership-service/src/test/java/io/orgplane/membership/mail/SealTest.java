package io.orgplane.membership.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
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

  private static java.util.List<String> settings(String key, String origin) {
    return new MailSettings(() -> key, () -> origin)
        .find().stream().map(UnsafeSetting::property).toList();
  }
}
