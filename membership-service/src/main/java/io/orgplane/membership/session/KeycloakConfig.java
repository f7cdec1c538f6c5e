package io.orgplane.membership.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How the sessions of removed people are ended in Keycloak. */
@ConfigMapping(prefix = "orgplane.keycloak")
public interface KeycloakConfig {

  /** What the realm of the local stack holds; refused in production. */
  String DEVELOPMENT_SECRET = "orgplane-membership-admin-secret";

  /** The realm's admin API, such as {@code https://id.example.com/admin/realms/orgplane}. */
  String adminUrl();

  /** A confidential client whose service account has manage-users, and nothing else. */
  String clientId();

  String clientSecret();

  /** How often to look for what is due; a removal wakes it besides. */
  @WithDefault("1s")
  String sweep();

  /** How many people one replica takes in hand at a time. */
  @Positive
  @WithDefault("8")
  int batchSize();

  /** How long Keycloak may take over one of them; then it counts as failed. */
  @WithDefault("5s")
  Duration timeout();

  /** The pause after a first failure; it doubles with each further one. */
  @WithDefault("1s")
  Duration backoff();

  /** The longest pause between two attempts; there is no last one. */
  @WithDefault("1m")
  Duration longestBackoff();

  /** How long what is in hand belongs to the replica that took it, before another one may. */
  default Duration lease() {
    return timeout().multipliedBy(2);
  }
}
