package io.orgplane.bench.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.bench.transactions.Clients.Done;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "bench"),
      @ResourceArg(name = ServiceTestResource.HEARTBEAT, value = "false")
    })
class ProjectsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private static final Database DATABASE = Database.of("bench");
  private static final UserId USER = new UserId("bench");
  private static final int CLIENTS = 4;
  private static final Duration BRIEFLY = Duration.ofMillis(100);

  @Inject Projects projects;

  @Test
  void both_ways_make_the_same_change_and_only_one_tells_of_it() throws Exception {
    List<OrganizationId> both = projects.organizations(2).await().indefinitely();
    OrganizationId silent = both.getFirst();
    OrganizationId telling = both.getLast();

    Done silently = Clients.work(CLIENTS, BRIEFLY, () -> projects.add(silent, USER));
    Done tellingly = Clients.work(CLIENTS, BRIEFLY, () -> projects.addAndTell(telling, USER));

    assertThat(silently.transactions()).isPositive().isEqualTo(added(silent));
    assertThat(tellingly.transactions()).isPositive().isEqualTo(added(telling));
    int told = Math.toIntExact(tellingly.transactions());
    assertThat(EVENTS.awaitEvents("workspace-created", telling.toString(), told)).hasSize(told);
    assertThat(EVENTS.allEventsOf(silent.toString())).isEmpty();
  }

  /** The rows, as the counter has to say as well. */
  private static long added(OrganizationId organization) {
    UUID id = organization.value();
    long rows = DATABASE.count("projects WHERE organization_id = ?", id);
    assertThat(
            DATABASE.count(
                "organizations WHERE organization_id = ? AND projects = ? AND version = ?",
                id,
                rows,
                rows))
        .isEqualTo(1);
    return rows;
  }
}
