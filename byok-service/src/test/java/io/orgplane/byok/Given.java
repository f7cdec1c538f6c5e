package io.orgplane.byok;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What other services have told this one, played on the real topics. */
final class Given {

  private final EventProbe events;

  Given(EventProbe events) {
    this.events = events;
  }

  /** An organization, its Owner, and its first workspace. */
  record Org(String id, Person owner, String workspace) {
    String path() {
      return "/v1/organizations/" + id + "/byok";
    }
  }

  Org anOrganization() {
    Org org = new Org(Uuids.v7().toString(), People.aPerson("Owner"), Uuids.v7().toString());
    events.publish("organization-events", "organization-created", org.id(), created(org));
    workspaceCreated(org, org.workspace());
    events.awaitEvent("participant-acknowledged", org.id());
    return org;
  }

  Org anOrganizationOnBusiness() {
    Org org = anOrganization();
    entitled(org, 1, true);
    return org;
  }

  static Map<String, Object> created(Org org) {
    return Map.of(
        "organizationId",
        org.id(),
        "name",
        "Acme",
        "description",
        "",
        "personal",
        false,
        "ownerId",
        org.owner().userId(),
        "ownerEmail",
        org.owner().email(),
        "ownerName",
        org.owner().name(),
        "createdAt",
        Instant.now().toString());
  }

  void workspaceCreated(Org org, String workspace) {
    events.publish(
        "organization-events",
        "workspace-created",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "workspaceId",
            workspace,
            "name",
            "Default",
            "cloudProvider",
            "aws",
            "default",
            true,
            "createdBy",
            org.owner().userId()));
  }

  void workspaceDeleted(Org org, String workspace) {
    events.publish(
        "organization-events",
        "workspace-deleted",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "workspaceId",
            workspace,
            "deletedBy",
            org.owner().userId()));
  }

  void organizationDeleted(Org org) {
    events.publish(
        "organization-events",
        "organization-deleted",
        org.id(),
        Map.of("organizationId", org.id(), "deletedBy", org.owner().userId()));
  }

  OutgoingEvent entitled(Org org, long version, boolean byok) {
    return entitled(org, version, byok, false);
  }

  OutgoingEvent entitled(Org org, long version, boolean byok, boolean readOnly) {
    return events.publish(
        "billing-events",
        "entitlements-changed",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "version",
            version,
            "plan",
            byok ? "business" : "team",
            "readOnly",
            readOnly,
            "features",
            byok ? List.of("byok", "sso") : List.of("add-on-packs"),
            "limits",
            Map.of("workspaces", 20),
            "seats",
            Map.of("purchased", 5, "policy", "fixed", "cap", 5)));
  }

  /** A further member, in that role. */
  Person aMember(Org org, String role, long version) {
    Person person = People.aPerson("Member");
    events.publish(
        "membership-events",
        "member-activated",
        org.id(),
        Map.ofEntries(
            Map.entry("organizationId", org.id()),
            Map.entry("userId", person.userId()),
            Map.entry("email", person.email()),
            Map.entry("name", person.name()),
            Map.entry("role", role),
            Map.entry("workspaces", List.of()),
            Map.entry("source", "creator"),
            Map.entry("activeCount", 2),
            Map.entry("membershipVersion", version)));
    return person;
  }

  OutgoingEvent memberRemoved(Org org, Person person, String revocation, long version) {
    return events.publish(
        "membership-events",
        "member-removed",
        org.id(),
        Map.of(
            "organizationId",
            org.id(),
            "userId",
            person.userId(),
            "role",
            "admin",
            "revocationId",
            revocation,
            "workspaceIds",
            List.of(),
            "removedBy",
            org.owner().userId(),
            "activeCount",
            1,
            "membershipVersion",
            version));
  }
}
