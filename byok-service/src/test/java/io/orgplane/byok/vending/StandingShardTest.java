package io.orgplane.byok.vending;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.ByokTest;
import io.orgplane.byok.vending.StandingRows.Asked;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.testing.Database;
import org.junit.jupiter.api.Test;

/** A standing that is compared with the version of others would never be read again. */
@ByokTest
class StandingShardTest {

  private static final int MANY = 200;

  @Test
  void service_and_schema_count_the_changes_of_an_organization_in_the_same_place() {
    for (int i = 0; i < MANY; i++) {
      OrganizationId organization = OrganizationId.next();

      assertThat(new Asked(organization, WorkspaceId.next()).shard())
          .isEqualTo(
              (int)
                  Database.of("byok")
                      .number("SELECT standing_shard(?) AS n", organization.value()));
    }
  }
}
