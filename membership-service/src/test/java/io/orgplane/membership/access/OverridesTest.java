package io.orgplane.membership.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.testing.Seed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An override reaches one workspace, whatever else there is: shown on members by chance. */
class OverridesTest {

  private static final int MEMBERS = 3_000;
  private static final PermissionMatrix MATRIX = PermissionMatrix.standard();
  private static final List<String> ROLES = List.of("owner", "admin", "developer", "viewer");
  private static final List<Optional<String>> OVERRIDES =
      List.of(
          Optional.empty(), Optional.of("admin"), Optional.of("developer"), Optional.of("viewer"));

  private final Random random = Seed.random("OverridesTest");
  private final OrganizationId organization = OrganizationId.next();
  private final List<WorkspaceId> workspaces =
      IntStream.range(0, 6).mapToObj(i -> WorkspaceId.next()).toList();

  @Test
  void what_is_allowed_in_a_workspace_depends_on_its_own_assignment_alone() {
    for (int i = 0; i < MEMBERS; i++) {
      Membership member = aMember();
      WorkspaceId here = oneOf(workspaces);
      Membership alone = with(member, only(member, here));

      assertThat(allowedIn(here, member)).as("%s", member).isEqualTo(allowedIn(here, alone));
    }
  }

  @Test
  void what_is_allowed_in_the_organization_depends_on_no_assignment() {
    for (int i = 0; i < MEMBERS; i++) {
      Membership member = aMember();

      assertThat(allowedIn(null, member))
          .as("%s", member)
          .isEqualTo(allowedIn(null, with(member, Map.of())));
    }
  }

  @Test
  void in_a_workspace_the_rights_are_those_of_the_one_role_that_is_named_with_them() {
    for (int i = 0; i < MEMBERS; i++) {
      Membership member = aMember();
      WorkspaceId here = oneOf(workspaces);
      EffectivePermissions found = facts(here, member).permissions();

      List<String> ofWorkspace =
          found.permissions().stream()
              .filter(name -> MATRIX.isOfWorkspace(new Permission(name)))
              .toList();
      assertThat(ofWorkspace)
          .as("%s", member)
          .containsExactlyInAnyOrderElementsOf(
              found.workspaceRole() == null
                  ? List.of()
                  : MATRIX.workspaceRoles().get(found.workspaceRole()));
      assertThat(found.workspaceRole()).isEqualTo(expectedRole(member, here));
    }
  }

  /** Product, section 2, rule 1, told once more and in other words. */
  private static @Nullable String expectedRole(Membership member, WorkspaceId here) {
    if (List.of("owner", "admin").contains(member.role())) {
      return "admin";
    }
    Optional<String> override = member.assignments().get(here);
    return override == null ? null : override.orElse(member.role());
  }

  private static List<String> allowedIn(@Nullable WorkspaceId workspace, Membership member) {
    return facts(workspace, member).permissions().permissions();
  }

  private static AccessFacts facts(@Nullable WorkspaceId workspace, Membership member) {
    return new AccessFacts(
        new Concern(member.user(), member.organization(), workspace),
        member,
        workspace == null ? WorkspaceState.NOT_NAMED : WorkspaceState.EXISTS,
        member.version());
  }

  private Membership aMember() {
    Map<WorkspaceId, Optional<String>> assignments = new HashMap<>();
    String role = oneOf(ROLES);
    if (!MATRIX.implicitWorkspaceRole().containsKey(role)) {
      workspaces.stream()
          .filter(each -> random.nextBoolean())
          .forEach(each -> assignments.put(each, oneOf(OVERRIDES)));
    }
    return new Membership(organization, new UserId("someone"), role, assignments, 1);
  }

  private static Map<WorkspaceId, Optional<String>> only(Membership member, WorkspaceId here) {
    Optional<String> assignment = member.assignments().get(here);
    return assignment == null ? Map.of() : Map.of(here, assignment);
  }

  private static Membership with(
      Membership member, Map<WorkspaceId, Optional<String>> assignments) {
    return new Membership(
        member.organization(), member.user(), member.role(), assignments, member.version());
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
