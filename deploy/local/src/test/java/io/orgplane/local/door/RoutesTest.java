package io.orgplane.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/me, ORG",
    "/v1/organizations, ORG",
    "/v1/organizations/, ORG",
    "/v1/organizations/x, ORG",
    "/v1/organizations/x/stats, ORG",
    "/v1/organizations/x/workspaces, ORG",
    "/v1/organizations/x/workspaces/w, ORG",
    "/v1/organizations/x/audit-log, ORG",
    "/v1/organizations/x/identity/sso/test, ORG",
    "/v1/organizations/x/identity/members, ORG",
    "/v1/organizations/members, ORG",
    "/v1/organizations/x/unknown, ORG",
    "/v1/organizations/x/membersandmore, ORG",
    "/v1/unknown, ORG",
    "/v1, ORG",
    "/v1/organizations/x/members, MEMBERSHIP",
    "/v1/organizations/x/members/u/workspaces, MEMBERSHIP",
    "/v1/organizations/x/workspaces/w/members, MEMBERSHIP",
    "/v1/organizations/x/workspaces/w/members/u, MEMBERSHIP",
    "/v1/organizations/x/invitations/i/resend, MEMBERSHIP",
    "/v1/organizations/x/ownership-transfer, MEMBERSHIP",
    "/v1/organizations/x/revocations/r, MEMBERSHIP",
    "/v1/organizations/x/access-review, MEMBERSHIP",
    "/v1/organizations/x/scim/token, MEMBERSHIP",
    "/v1/invitations/accept, MEMBERSHIP",
    "/v1/access/check, MEMBERSHIP",
    "/v1/access/batch-check, MEMBERSHIP",
    "/scim/v2/x/Users, MEMBERSHIP",
    "/v1/plans, BILLING",
    "/v1/organizations/x/billing, BILLING",
    "/v1/organizations/x/billing/credits/ledger, BILLING",
    "/v1/usage, BILLING",
    "/v1/usage/reservations/r/settle, BILLING",
    "/v1/credits/grants, BILLING",
    "/v1/webhooks/stripe, BILLING",
    "/v1/organizations/x/byok, BYOK",
    "/v1/organizations/x/byok/external-id, BYOK",
    "/v1/bedrock-credentials, BYOK",
    "/v1/bedrock-fallbacks, BYOK",
    "/, DOOR",
    "/accept-invitation, DOOR",
    "/q/health/ready, DOOR",
    "/q/openapi, DOOR",
    "/V1/me, DOOR",
    "/v2/me, DOOR",
    "/scimitar, DOOR",
  })
  void a_path_has_one_owner(String path, Destination owner) {
    assertThat(Routes.of(path)).isEqualTo(owner);
  }
}
