package io.orgplane.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionMatrixTest {

  private static final PermissionMatrix MATRIX = PermissionMatrix.standard();
  private static final WorkspaceId HERE = WorkspaceId.next();
  private static final WorkspaceId ELSEWHERE = WorkspaceId.next();

  @Test
  void owners_and_admins_are_admin_in_every_workspace_without_an_assignment() {
    assertThat(MATRIX.workspaceRole(member("owner", Map.of()), HERE)).contains("admin");
    assertThat(MATRIX.workspaceRole(member("admin", Map.of()), HERE)).contains("admin");
  }

  @Test
  void others_have_nothing_where_they_are_not_assigned() {
    Membership developer = member("developer", Map.of(HERE, Optional.empty()));
    assertThat(allows(developer, HERE, "operations:run")).isTrue();
    assertThat(allows(developer, ELSEWHERE, "workspace:read")).isFalse();
  }

  @Test
  void an_override_holds_in_its_workspace_alone_and_may_lower() {
    Membership viewer =
        member("viewer", Map.of(HERE, Optional.of("admin"), ELSEWHERE, Optional.empty()));
    assertThat(allows(viewer, HERE, "workspace:manage")).isTrue();
    assertThat(allows(viewer, ELSEWHERE, "workspace:write")).isFalse();
    assertThat(allows(viewer, ELSEWHERE, "workspace:read")).isTrue();
    assertThat(MATRIX.allows(viewer, MATRIX.permission("workspaces:create"))).isFalse();

    Membership lowered = member("developer", Map.of(HERE, Optional.of("viewer")));
    assertThat(allows(lowered, HERE, "workspace:write")).isFalse();
  }

  @Test
  void only_an_owner_manages_billing() {
    var billing = MATRIX.permission("billing:manage");
    assertThat(MATRIX.organizationRoles().keySet())
        .filteredOn(role -> MATRIX.allows(member(role, Map.of()), billing))
        .containsExactly("owner");
  }

  @Test
  void a_permission_that_does_not_exist_cannot_be_asked_for() {
    assertThatThrownBy(() -> MATRIX.permission("billing:manag"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roles_stand_above_one_another() {
    assertThat(MATRIX.isAbove("owner", "admin")).isTrue();
    assertThat(MATRIX.isAbove("admin", "admin")).isFalse();
    assertThat(MATRIX.isAbove("viewer", "developer")).isFalse();
  }

  private static boolean allows(Membership member, WorkspaceId workspace, String permission) {
    return MATRIX.allows(member, workspace, MATRIX.permission(permission));
  }

  private static Membership member(String role, Map<WorkspaceId, Optional<String>> assignments) {
    return new Membership(OrganizationId.next(), new UserId("someone"), role, assignments, 1);
  }
}
