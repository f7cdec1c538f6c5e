package io.orgplane.local.door;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which service owns which path; api.md's tables as a function. What is not named here belongs to
 * org-service, so a misspelt path is answered by its 404.
 */
final class Routes {
  private static final Map<String, Destination> TOP =
      Map.of(
          "access", Destination.MEMBERSHIP,
          "invitations", Destination.MEMBERSHIP,
          "plans", Destination.BILLING,
          "usage", Destination.BILLING,
          "credits", Destination.BILLING,
          "webhooks", Destination.BILLING,
          "bedrock-credentials", Destination.BYOK,
          "bedrock-fallbacks", Destination.BYOK);

  private static final Set<String> OF_MEMBERSHIP =
      Set.of(
          "members", "invitations", "ownership-transfer", "revocations", "access-review", "scim");

  private Routes() {}

  /** For a path for which {@link CanonicalPath#holds}. */
  static Destination of(String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    return switch (segments.getFirst()) {
      case "scim" -> Destination.MEMBERSHIP;
      case "v1" -> ofVersionOne(segments);
      default -> Destination.DOOR;
    };
  }

  private static Destination ofVersionOne(List<String> segments) {
    String first = at(segments, 1);
    return first.equals("organizations")
        ? ofOrganization(segments)
        : TOP.getOrDefault(first, Destination.ORG);
  }

  private static Destination ofOrganization(List<String> segments) {
    String room = at(segments, 3);
    if (OF_MEMBERSHIP.contains(room)
        || room.equals("workspaces") && at(segments, 5).equals("members")) {
      return Destination.MEMBERSHIP;
    }
    return switch (room) {
      case "billing" -> Destination.BILLING;
      case "byok" -> Destination.BYOK;
      default -> Destination.ORG;
    };
  }

  private static String at(List<String> segments, int position) {
    return position < segments.size() ? segments.get(position) : "";
  }
}
