package io.orgplane.membership.session;

import io.orgplane.kit.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** In Keycloak, which answers 404 for a person whose account has been deleted. */
@ApplicationScoped
class KeycloakSessions implements Sessions {

  private static final int NOT_FOUND = 404;

  private final KeycloakUsers users;

  KeycloakSessions(@RestClient KeycloakUsers users) {
    this.users = users;
  }

  @Override
  public Uni<Ended> endAll(UserId user) {
    return users
        .logout(user.value())
        .replaceWith(Ended.ENDED)
        .onFailure(KeycloakSessions::isUnknownPerson)
        .recoverWithItem(Ended.UNKNOWN_PERSON);
  }

  private static boolean isUnknownPerson(Throwable failure) {
    return failure instanceof WebApplicationException answer
        && answer.getResponse().getStatus() == NOT_FOUND;
  }
}
