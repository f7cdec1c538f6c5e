package io.orgplane.org.organization;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organization as its members see it. */
@Schema(name = "Organization")
public record OrganizationView(
    OrganizationId id,
    @Schema(implementation = String.class) Name name,
    @Schema(implementation = String.class) Description description,
    OrganizationStatus status,
    boolean personal,
    Instant createdAt) {

  public static OrganizationView of(Organization organization) {
    return new OrganizationView(
        organization.id(),
        organization.name(),
        organization.description(),
        organization.status(),
        organization.personal(),
        organization.createdAt());
  }

  public OrganizationView withStatus(OrganizationStatus now) {
    return new OrganizationView(id, name, description, now, personal, createdAt);
  }
}
