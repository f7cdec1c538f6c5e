package io.orgplane.org.registration;

import io.smallrye.config.ConfigMapping;

/** The way to Keycloak's list of people. */
@ConfigMapping(prefix = "orgplane.keycloak")
interface KeycloakConfig {

  /** What the realm of the local stack holds; refused in production. */
  String DEVELOPMENT_SECRET = "orgplane-org-directory-secret";

  /** The realm's admin API, such as {@code https://id.example.com/admin/realms/orgplane}. */
  String adminUrl();

  /** A confidential client whose service account has query-users and view-users, no more. */
  String clientId();

  String clientSecret();
}
