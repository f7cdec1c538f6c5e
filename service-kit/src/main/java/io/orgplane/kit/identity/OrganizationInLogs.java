package io.orgplane.kit.identity;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts the organization that a request is about beside the trace id in every log line of it. */
public class OrganizationInLogs {

  private static final int CANONICAL_LENGTH = 36;

  @ServerRequestFilter
  public void note(ContainerRequestContext request) {
    String organization = request.getUriInfo().getPathParameters().getFirst("org");
    if (organization != null && organization.length() == CANONICAL_LENGTH) {
      MDC.put("organizationId", organization);
    }
  }
}
