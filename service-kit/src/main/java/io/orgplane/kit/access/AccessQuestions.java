package io.orgplane.kit.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** membership-service, asked what the projection cannot say because it is stale. */
@RegisterRestClient(configKey = "membership-service")
@Path("/v1/access")
public interface AccessQuestions {

  @POST
  @Path("/check")
  Uni<Answer> check(@HeaderParam("Authorization") String bearer, Question question);

  /** About the owner of the token. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Question(
      OrganizationId organizationId, @Nullable WorkspaceId workspaceId, String permission) {

    private static final String ANY = "workspace:read";

    /** Without a permission the question is whether they are a member at all. */
    static Question about(
        OrganizationId organization,
        @Nullable WorkspaceId workspace,
        @Nullable Permission permission) {
      return new Question(organization, workspace, permission == null ? ANY : permission.name());
    }
  }

  /**
   * The part of the answer that counts here; there is more in it, and more may come.
   *
   * @param role their role in the organization; absent when they are not in it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(boolean allowed, @Nullable String role) {}
}
