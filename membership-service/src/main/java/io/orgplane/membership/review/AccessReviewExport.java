package io.orgplane.membership.review;

import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.membership.review.Reviewed.InWorkspace;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole review as lines, a workspace each; a member without one has a line too. It is read and
 * sent page by page, so that an organization of any size fits.
 */
@ApplicationScoped
class AccessReviewExport {

  private static final int PAGE = 200;

  private static final String HEADER =
      Csv.line(
          "userId",
          "email",
          "name",
          "role",
          "memberSource",
          "joinedAt",
          "workspaceId",
          "workspace",
          "effectiveRole",
          "assignmentSource",
          "changedAt",
          "changedBy");

  private final AccessReview review;

  AccessReviewExport(AccessReview review) {
    this.review = review;
  }

  Multi<String> of(OrganizationId organization) {
    Multi<String> members =
        Multi.createBy()
            .repeating()
            .uni(
                () -> new Position(),
                position ->
                    review.of(organization, position.after, PAGE).invoke(position::moveBehind))
            .whilst(page -> page.size() == PAGE)
            .map(AccessReviewExport::lines);
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(HEADER), members);
  }

  /** How far one export has come. */
  private static final class Position {

    private String after = "";

    void moveBehind(List<Reviewed> page) {
      if (!page.isEmpty()) {
        after = page.getLast().userId().value();
      }
    }
  }

  private static String lines(List<Reviewed> page) {
    return page.stream().map(AccessReviewExport::lines).collect(Collectors.joining());
  }

  private static String lines(Reviewed member) {
    if (member.workspaces().isEmpty()) {
      return line(member, null, null, null, null, member.changedAt(), member.changedBy().shown());
    }
    return member.workspaces().stream()
        .map(each -> line(member, each))
        .collect(Collectors.joining());
  }

  private static String line(Reviewed member, InWorkspace workspace) {
    return line(
        member,
        workspace.workspaceId().toString(),
        workspace.name(),
        workspace.effectiveRole(),
        workspace.source(),
        workspace.changedAt(),
        workspace.changedBy().shown());
  }

  private static String line(Reviewed member, @Nullable Object... of) {
    Stream<@Nullable Object> person =
        Stream.of(
            member.userId().value(),
            member.email(),
            member.name(),
            member.role().toString(),
            member.source().toString(),
            member.joinedAt());
    return Csv.line(Stream.concat(person, Arrays.stream(of)).toArray());
  }
}
