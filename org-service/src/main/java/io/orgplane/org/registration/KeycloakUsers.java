package io.orgplane.org.registration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.org.organization.Founder;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The part of Keycloak's Admin REST API that is needed here ({@code GET
 * /admin/realms/{realm}/users}), called as a client of our own.
 */
@RegisterRestClient(configKey = KeycloakUsers.CLIENT)
@OidcClientFilter(KeycloakUsers.CLIENT)
@Path("/users")
interface KeycloakUsers {

  String CLIENT = "keycloak-admin";

  /**
   * Ordered by username; those of service accounts are left out by Keycloak itself.
   *
   * @param first how many are before
   * @param brief without attributes, required actions and the rest that nobody needs here
   */
  @GET
  Uni<List<Registered>> list(
      @QueryParam("first") int first,
      @QueryParam("max") int max,
      @QueryParam("enabled") boolean enabled,
      @QueryParam("briefRepresentation") boolean brief);

  /** A UserRepresentation, as far as it matters. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Registered(
      String id,
      String username,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable Boolean enabled,
      @Nullable String serviceAccountClientId) {

    /** Somebody who can sign in, and whom an Owner's mail can reach. */
    boolean isPerson() {
      return Boolean.TRUE.equals(enabled)
          && serviceAccountClientId == null
          && email != null
          && !email.isBlank();
    }

    /** With the names that their token would have. */
    Founder asFounder(Actor by) {
      String address = Objects.requireNonNullElse(email, "");
      String fullName = firstOf(named(firstName, lastName), username);
      return new Founder(
          new UserId(id), address, fullName, firstOf(named(firstName), fullName), by);
    }

    private static String named(@Nullable String... parts) {
      return Stream.of(parts)
          .filter(part -> part != null && !part.isBlank())
          .collect(Collectors.joining(" "));
    }

    private static String firstOf(String preferred, String otherwise) {
      return preferred.isEmpty() ? otherwise : preferred;
    }
  }
}
