package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.testing.Caller.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.Uuids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class OrganizationEventsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void a_creation_is_acknowledged_once_however_often_it_is_told() {
    Org org = new Org(Uuids.v7().toString(), People.aPerson(), Uuids.v7().toString());
    OutgoingEvent created =
        EVENTS.publish("organization-events", "organization-created", org.id(), Given.created(org));
    RecordedEvent acknowledged = EVENTS.awaitEvent("participant-acknowledged", org.id());
    Object first = externalIdOf(org);

    EVENTS.publish(created);
    EVENTS.publish(created);
    given.workspaceCreated(org, org.workspace());
    Eventually.holds(() -> workspacesOf(org) == 1);

    assertThat(acknowledged.topic()).isEqualTo("byok-events");
    assertThat(acknowledged.data().get("participant").asText()).isEqualTo("byok");
    assertThat(acknowledged.data().get("causeId").asText()).isEqualTo(created.id());
    assertThat(
            EVENTS.allEventsOf(org.id()).stream()
                .filter(event -> event.type().equals("participant-acknowledged")))
        .hasSize(1);
    assertThat(externalIdOf(org)).isEqualTo(first);
  }

  @Test
  void external_ids_are_all_different_and_the_database_refuses_to_change_one() {
    Org one = given.anOrganization();
    Org other = given.anOrganization();

    assertThat(externalIdOf(one)).isNotEqualTo(externalIdOf(other));
    assertThatThrownBy(
            () ->
                Database.of("byok")
                    .update(
                        "UPDATE external_ids SET external_id = 'x' WHERE organization_id = ?",
                        UUID.fromString(one.id())))
        .hasStackTraceContaining("an external id never changes");
  }

  @Test
  void the_end_of_an_organization_destroys_its_keys() {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.accessKey(aCustomer())).then().statusCode(200);

    given.organizationDeleted(org);

    EVENTS.awaitEvent("byok-revoked", org.id());
    assertThat(
            Database.of("byok")
                .count("sealed_secrets WHERE organization_id = ?", UUID.fromString(org.id())))
        .isZero();
    Eventually.holds(() -> as(org.owner()).get(org.path()).statusCode() == 404);
  }

  @Test
  void a_removed_member_is_out_before_it_is_acknowledged() {
    Org org = given.anOrganization();
    Person coOwner = given.aMember(org, "owner", 1);
    Eventually.holds(() -> as(coOwner).get(org.path()).statusCode() == 200);
    String revocation = Uuids.v7().toString();

    OutgoingEvent removed = given.memberRemoved(org, coOwner, revocation, 2);
    RecordedEvent acknowledged =
        EVENTS.awaitEvent(
            "participant-acknowledged",
            org.id(),
            event -> event.data().path("causeType").asText().equals("member-removed"));

    as(coOwner).get(org.path()).then().statusCode(404);
    assertThat(acknowledged.data().get("revocationId").asText()).isEqualTo(revocation);
    assertThat(acknowledged.data().get("causeId").asText()).isEqualTo(removed.id());
    assertThat(acknowledged.data().get("detail").asText()).contains("projection dropped");
    EVENTS.publish(removed);
    EVENTS.publish(removed);
    given.workspaceCreated(org, Uuids.v7().toString());
    Eventually.holds(() -> workspacesOf(org) == 2);
    assertThat(EVENTS.eventsOf(org.id(), "participant-acknowledged")).hasSize(2);
  }

  @Test
  void a_poison_event_holds_up_its_own_organization_only() {
    Org poisoned = given.anOrganization();
    Org other = given.anOrganization();
    EVENTS.publishUnchecked(
        OutgoingEvent.of(
            "billing-events", "entitlements-changed", poisoned.id(), Map.of("version", "none")));

    given.entitled(other, 1, true);

    as(other.owner()).get(other.path() + "/external-id").then().statusCode(200);
    Eventually.holds(() -> parkedFor(poisoned).contains("entitlements"));
  }

  private static List<@Nullable Object> parkedFor(Org org) {
    return Database.of("byok")
        .query(
            "SELECT consumer FROM parked_keys WHERE convert_from(record_key, 'UTF8') = ?", org.id())
        .stream()
        .map(row -> row.get("consumer"))
        .toList();
  }

  private static @Nullable Object externalIdOf(Org org) {
    return Database.of("byok")
        .single(
            "SELECT external_id FROM external_ids WHERE organization_id = ?",
            UUID.fromString(org.id()))
        .get("external_id");
  }

  private static long workspacesOf(Org org) {
    return Database.of("byok")
        .count("workspaces WHERE organization_id = ?", UUID.fromString(org.id()));
  }
}
