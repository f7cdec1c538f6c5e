package io.orgplane.membership.session;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The part of Keycloak's Admin REST API that is needed here, called as a client of our own. Its
 * service account has {@code manage-users} of {@code realm-management}, which Keycloak demands for
 * this call, and no role beside it.
 */
@RegisterRestClient(configKey = KeycloakUsers.CLIENT)
@OidcClientFilter(KeycloakUsers.CLIENT)
@Path("/users")
interface KeycloakUsers {

  String CLIENT = "keycloak-admin";

  /** Removes all sessions of the user, and notifies the clients that asked to be. */
  @POST
  @Path("/{id}/logout")
  Uni<Void> logout(@PathParam("id") String id);
}
