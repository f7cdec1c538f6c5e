package io.orgplane.testing.application;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Path("/who-am-i")
@Authenticated
public class WhoAmI {

  private final SecurityIdentity identity;
  private final String databaseUser;

  WhoAmI(
      SecurityIdentity identity,
      @ConfigProperty(name = "orgplane.database.user") String databaseUser) {
    this.identity = identity;
    this.databaseUser = databaseUser;
  }

  @GET
  public String name() {
    return identity.getPrincipal().getName();
  }

  @GET
  @Path("platform")
  @RolesAllowed("platform-service")
  public String platform() {
    return "welcome";
  }

  @GET
  @Path("database")
  public String database() {
    return databaseUser;
  }
}
