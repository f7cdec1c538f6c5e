package io.orgplane.journeys;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.orgplane.testing.Uuids;
import java.util.UUID;

/** An organization that hands over a Bedrock API key, which is vended as it is. */
record ByokCustomer(String organization, String workspace, String apiKey) {

  static ByokCustomer next() {
    String id = Uuids.v7().toString();
    return new ByokCustomer(id, Uuids.v7().toString(), "bedrock-api-key-" + id);
  }

  /** What the other services would have told byok-service. */
  void settle(Someone owner) {
    UUID id = UUID.fromString(organization);
    RunningSuite.update(
        SuiteService.BYOK,
        """
        WITH org AS (SELECT ?::uuid AS id),
          external AS (INSERT INTO external_ids (organization_id, external_id)
            SELECT id, 'orgplane-' || id FROM org),
          entitled AS (INSERT INTO entitlements (organization_id, version, byok, read_only)
            SELECT id, 1, true, false FROM org),
          configured AS (INSERT INTO configurations (organization_id, version, state)
            SELECT id, 0, 'draft' FROM org),
          owned AS (INSERT INTO membership_projection (organization_id, user_id, role, version)
            SELECT id, ?, 'owner', 1 FROM org)
        INSERT INTO workspaces (organization_id, workspace_id, deleted)
        SELECT id, ?::uuid, false FROM org
        """,
        id,
        owner.userId(),
        UUID.fromString(workspace));
    knownToMembership(id, owner);
  }

  /** Which is asked about them whenever the copy of memberships in byok-service is not fresh. */
  private static void knownToMembership(UUID organization, Someone owner) {
    RunningSuite.update(
        SuiteService.MEMBERSHIP,
        """
        INSERT INTO organization_seats (organization_id, used, membership_version) VALUES (?, 1, 1)
        """,
        organization);
    RunningSuite.update(
        SuiteService.MEMBERSHIP,
        """
        INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
          changed_at, changed_by)
        VALUES (?, ?, ?, 'Ann', 'owner', 'creator', now(), 1, now(), 'test')
        """,
        organization,
        owner.userId(),
        owner.email());
  }
}
