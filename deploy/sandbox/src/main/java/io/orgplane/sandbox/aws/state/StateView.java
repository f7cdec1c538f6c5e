package io.orgplane.sandbox.aws.state;

import io.orgplane.sandbox.aws.iam.Account;
import io.orgplane.sandbox.aws.iam.Attachment;
import io.orgplane.sandbox.aws.iam.Identities;
import io.orgplane.sandbox.aws.iam.ModelAccess;
import io.orgplane.sandbox.aws.iam.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The state as {@code GET /sandbox/aws} shows it: everything but secrets. */
final class StateView {
  private StateView() {}

  static Map<String, Object> of(
      Identities state,
      Collection<Session> sessions,
      Map<String, Map<String, Long>> invocations,
      Instant now) {
    var view = new LinkedHashMap<String, Object>();
    view.put("accounts", list(state.accounts().values(), StateView::account, "id"));
    view.put("policies", policies(state));
    view.put("users", list(state.users().values(), StateView::user, "arn"));
    view.put("keys", keys(state));
    view.put("roles", list(state.roles().values(), StateView::role, "arn"));
    view.put("modelAccess", state.accounts().values().stream().flatMap(StateView::models).toList());
    var live = sessions.stream().filter(session -> !session.expired(now)).toList();
    view.put("sessions", list(live, StateView::session, "accessKeyId"));
    view.put("invocations", invocations);
    return view;
  }

  private static <T> List<Map<String, Object>> list(
      Collection<T> all, Function<T, Map<String, Object>> view, String by) {
    return all.stream()
        .map(view)
        .sorted(Comparator.comparing(each -> String.valueOf(each.get(by))))
        .toList();
  }

  private static Map<String, Object> account(Account account) {
    return Map.of(
        "id", account.id().value(),
        "name", account.name(),
        "serviceControlPolicies", attached(account.serviceControlPolicies()));
  }

  private static List<Map<String, Object>> policies(Identities state) {
    return list(
        state.policies().entrySet(),
        policy -> Map.of("name", policy.getKey(), "document", policy.getValue().json()),
        "name");
  }

  private static Map<String, Object> user(Identities.User user) {
    var view = principal(user.name(), user.arn(), user.uniqueId());
    view.put("policies", attached(user.policies()));
    return view;
  }

  private static Map<String, Object> role(Identities.Role role) {
    var view = principal(role.name(), role.arn(), role.uniqueId());
    view.put("trustPolicy", role.trust().json());
    view.put("policies", attached(role.policies()));
    view.put("maxSessionDurationSeconds", role.maxSessionSeconds());
    return view;
  }

  private static Map<String, Object> principal(Identities.Name name, String arn, String id) {
    var view = new LinkedHashMap<String, Object>();
    view.put("accountId", name.account().value());
    view.put("name", name.value());
    view.put("arn", arn);
    view.put("uniqueId", id);
    return view;
  }

  private static List<Map<String, Object>> keys(Identities state) {
    var keys = list(state.accessKeys().values(), StateView::accessKey, "accessKeyId");
    var bearers = list(state.bearerKeys().values(), StateView::bearerKey, "apiKey");
    return Stream.concat(keys.stream(), bearers.stream()).toList();
  }

  private static Map<String, Object> accessKey(Identities.AccessKey key) {
    return key("access-key", "accessKeyId", key.id(), key.user(), key.active());
  }

  private static Map<String, Object> bearerKey(Identities.BearerKey key) {
    return key("bedrock-api-key", "apiKey", key.masked(), key.user(), key.active());
  }

  private static Map<String, Object> key(
      String kind, String field, String shown, Identities.Name user, boolean active) {
    return Map.of(
        "kind",
        kind,
        field,
        shown,
        "accountId",
        user.account().value(),
        "user",
        user.value(),
        "active",
        active);
  }

  private static Stream<Map<String, Object>> models(Account account) {
    return account.modelAccess().stream().map(access -> models(account, access));
  }

  private static Map<String, Object> models(Account account, ModelAccess access) {
    return Map.of(
        "accountId", account.id().value(),
        "models", access.models().stream().sorted().toList(),
        "regions", access.regions().stream().sorted().toList());
  }

  private static Map<String, Object> session(Session session) {
    return Map.of(
        "accessKeyId", session.accessKeyId(),
        "arn", session.caller().arn(),
        "issuedAt", session.issuedAt().toString(),
        "expiresAt", session.expiresAt().toString());
  }

  private static List<Object> attached(List<Attachment> attachments) {
    return attachments.stream().map(StateView::attached).toList();
  }

  private static Object attached(Attachment attachment) {
    return switch (attachment) {
      case Attachment.Named named -> named.policy();
      case Attachment.Inline inline -> inline.document().json();
    };
  }
}
