package io.orgplane.sandbox.aws.state;

import static io.orgplane.sandbox.aws.state.StateDocument.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.aws.bedrock.ModelCatalogue;
import io.orgplane.sandbox.aws.iam.Account;
import io.orgplane.sandbox.aws.iam.AccountId;
import io.orgplane.sandbox.aws.iam.Attachment;
import io.orgplane.sandbox.aws.iam.Credentials;
import io.orgplane.sandbox.aws.iam.Identities;
import io.orgplane.sandbox.aws.iam.ModelAccess;
import io.orgplane.sandbox.aws.iam.PolicyDocument;
import io.orgplane.sandbox.aws.iam.Secret;
import io.orgplane.sandbox.aws.signature.Digests;
import io.orgplane.sandbox.http.BadRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One document on its way into the state: filled in section by section, then taken as a whole. */
final class StateChange {
  private static final int USUAL_SESSION = 3_600;
  private static final int SHOWN_OF_API_KEY = 4;

  private final Map<AccountId, Account> accounts;
  private final Set<AccountId> accessGiven = new HashSet<>();
  private final Map<String, PolicyDocument> policies;
  private final Map<Identities.Name, Identities.User> users;
  private final Map<Identities.Name, Identities.Role> roles;
  private final Map<String, Identities.AccessKey> accessKeys;
  private final Map<String, Identities.BearerKey> bearerKeys;

  private StateChange(Identities base) {
    accounts = new HashMap<>(base.accounts());
    policies = new HashMap<>(base.policies());
    users = new HashMap<>(base.users());
    roles = new HashMap<>(base.roles());
    accessKeys = new HashMap<>(base.accessKeys());
    bearerKeys = new HashMap<>(base.bearerKeys());
  }

  /**
   * What {@code base} becomes by {@code document}.
   *
   * @throws BadRequest when anything in it is wrong
   */
  static Identities apply(StateDocument document, Identities base) {
    var change = new StateChange(base);
    each(document.policies()).forEach(change::policy);
    each(document.accounts()).forEach(change::account);
    each(document.users()).forEach(change::user);
    each(document.keys()).forEach(change::key);
    each(document.roles()).forEach(change::role);
    each(document.modelAccess()).forEach(change::modelAccess);
    return new Identities(
        change.accounts,
        change.policies,
        change.users,
        change.roles,
        change.accessKeys,
        change.bearerKeys);
  }

  private void policy(StateDocument.PolicyEntry entry) {
    policies.put(entry.name(), PolicyDocument.ofIdentity(entry.document()));
  }

  private void account(StateDocument.AccountEntry entry) {
    var id = new AccountId(entry.id());
    var before = Optional.ofNullable(accounts.get(id));
    var name = entry.name() == null ? entry.id() : entry.name();
    List<ModelAccess> models = before.map(Account::modelAccess).orElse(List.of());
    accounts.put(id, new Account(id, name, attachments(entry.serviceControlPolicies()), models));
  }

  private void user(StateDocument.UserEntry entry) {
    var name = name(entry.accountId(), entry.name());
    var id =
        Optional.ofNullable(users.get(name))
            .map(Identities.User::uniqueId)
            .orElseGet(() -> Credentials.id("AIDA"));
    users.put(name, new Identities.User(name, id, attachments(entry.policies())));
  }

  private void role(StateDocument.RoleEntry entry) {
    var name = name(entry.accountId(), entry.name());
    var id =
        Optional.ofNullable(roles.get(name))
            .map(Identities.Role::uniqueId)
            .orElseGet(() -> Credentials.id("AROA"));
    var longest = entry.maxSessionDurationSeconds();
    roles.put(
        name,
        new Identities.Role(
            name,
            id,
            PolicyDocument.ofTrust(entry.trustPolicy()),
            attachments(entry.policies()),
            longest == null ? USUAL_SESSION : longest));
  }

  private void key(StateDocument.KeyEntry entry) {
    var user = name(entry.accountId(), entry.user());
    BadRequest.unless(users.containsKey(user), "a key is of an unknown user: " + entry.user());
    var active = entry.active() == null || entry.active();
    switch (entry.kind()) {
      case ACCESS_KEY -> accessKey(entry.accessKeyId(), entry.secretAccessKey(), user, active);
      case BEDROCK_API_KEY -> bearerKey(entry.apiKey(), user, active);
    }
  }

  private void accessKey(
      @Nullable String id, @Nullable String secret, Identities.Name user, boolean active) {
    if (id == null || secret == null || !id.matches("AKIA[A-Z0-9]{12,124}")) {
      throw new BadRequest("accessKeyId begins with AKIA and has 16 to 128 capitals and digits");
    }
    var taken = accessKeys.get(id);
    BadRequest.unless(
        taken == null || taken.user().equals(user), "the access key belongs to another user");
    accessKeys.put(id, new Identities.AccessKey(id, new Secret(secret), user, active));
  }

  private void bearerKey(@Nullable String key, Identities.Name user, boolean active) {
    var text = new Secret(key == null ? "" : key).reveal();
    var masked = text.substring(0, SHOWN_OF_API_KEY) + "…";
    var fingerprint = Digests.sha256Hex(text);
    bearerKeys.put(fingerprint, new Identities.BearerKey(fingerprint, masked, user, active));
  }

  private void modelAccess(StateDocument.ModelAccessEntry entry) {
    var id = new AccountId(entry.accountId());
    var account = accounts.get(id);
    if (account == null) {
      throw new BadRequest("modelAccess is of an unknown account: " + entry.accountId());
    }
    entry
        .models()
        .forEach(
            model ->
                BadRequest.unless(ModelCatalogue.knows(model), "modelAccess: no model " + model));
    var kept = accessGiven.add(id) ? List.<ModelAccess>of() : account.modelAccess();
    var given = new ModelAccess(Set.copyOf(entry.models()), Set.copyOf(each(entry.regions())));
    accounts.put(
        id, account.withModelAccess(Stream.concat(kept.stream(), Stream.of(given)).toList()));
  }

  private Identities.Name name(String accountId, String name) {
    var account = new AccountId(accountId);
    BadRequest.unless(accounts.containsKey(account), "unknown account " + accountId);
    return new Identities.Name(account, name);
  }

  private List<Attachment> attachments(@Nullable List<JsonNode> given) {
    return each(given).stream().map(this::attachment).toList();
  }

  private Attachment attachment(JsonNode given) {
    if (!given.isTextual()) {
      return new Attachment.Inline(PolicyDocument.ofIdentity(given));
    }
    BadRequest.unless(policies.containsKey(given.asText()), "unknown policy " + given.asText());
    return new Attachment.Named(given.asText());
  }
}
