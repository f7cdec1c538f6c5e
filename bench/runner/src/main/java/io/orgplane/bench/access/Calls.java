package io.orgplane.bench.access;

import io.orgplane.bench.load.BesideNothing;
import io.orgplane.bench.load.HttpRequests;

/** What is asked of membership-service. */
final class Calls {

  private static final String BODY =
      """
      {"userId":"%s","organizationId":"%s","workspaceId":"%s","permission":"operations:run"}"""
          .formatted(
              Members.USER + Members.ZEROS,
              Members.ORGANIZATION + Members.ZEROS,
              Members.WORKSPACE + Members.ZEROS);

  private Calls() {}

  /** May this member run operations in that workspace: each time another member. */
  static BesideNothing.Calls about(Members members, HttpRequests requests) {
    return new BesideNothing.Calls(
        requests.get("/v1/access/token"),
        requests.post(
            "/v1/access/check",
            BODY,
            (number, prefix) -> prefix == 0 ? members.user(number) : members.organization(number),
            Members.DIGITS,
            Members.USER,
            Members.ORGANIZATION,
            Members.WORKSPACE));
  }
}
