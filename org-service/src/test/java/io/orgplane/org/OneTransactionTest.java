package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change and its event exist both or neither: the rows are of one transaction. */
@OrgTest
class OneTransactionTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private final Transcript transcript = Transcript.ofOutbox();

  @Test
  void an_organization_what_belongs_to_it_and_its_event() {
    Acme acme = Acme.founded(SUITE.events);

    long event = transcript.transactionOf(acme.uuid(), "organization-created");

    assertThat(DATABASE.xmin("entitlements", "organization_id = ?", acme.uuid())).isEqualTo(event);
  }

  @Test
  void a_personal_organization_and_its_default_workspace() {
    var john = aPerson("John");
    UUID id = UUID.fromString(as(john).get("/v1/me").path("personalOrganizationId"));

    long event = transcript.transactionOf(id, "organization-created");

    assertThat(DATABASE.xmin("workspaces", "organization_id = ?", id)).isEqualTo(event);
    assertThat(transcript.transactionOf(id, "workspace-created")).isEqualTo(event);
  }

  @Test
  void an_edit_of_an_organization_and_its_deletion() {
    Acme acme = Acme.founded(SUITE.events);
    as(acme.owner).body(Map.of("name", "Two")).patch(acme.path()).then().statusCode(200);
    assertThat(transcript.transactionOf(acme.uuid(), "organization-updated"))
        .isEqualTo(DATABASE.xmin("organizations", "organization_id = ?", acme.uuid()));

    as(acme.owner).delete(acme.path()).then().statusCode(204);
    assertThat(transcript.transactionOf(acme.uuid(), "organization-deleted"))
        .isEqualTo(DATABASE.xmin("organizations", "organization_id = ?", acme.uuid()));
  }

  @Test
  void a_workspace_created_edited_and_deleted() {
    Acme acme = Acme.founded(SUITE.events).onTeam();
    String first = acme.aWorkspace("First");
    assertThat(transcript.transactionOf(acme.uuid(), "workspace-created")).isEqualTo(xminOf(first));

    as(acme.owner).body(Map.of("name", "Two")).patch(acme.workspace(first)).then().statusCode(200);
    assertThat(transcript.transactionOf(acme.uuid(), "workspace-updated")).isEqualTo(xminOf(first));

    String second = acme.aWorkspace("Second");
    as(acme.owner).delete(acme.workspace(first)).then().statusCode(204);
    assertThat(transcript.transactionOf(acme.uuid(), "workspace-deleted"))
        .as("the transaction that made the second the default")
        .isEqualTo(xminOf(second));
  }

  private static long xminOf(String workspace) {
    return DATABASE.xmin("workspaces", "workspace_id = ?", UUID.fromString(workspace));
  }
}
