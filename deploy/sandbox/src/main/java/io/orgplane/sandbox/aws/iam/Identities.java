package io.orgplane.sandbox.aws.iam;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything set from outside, as one immutable whole: a change is checked entirely and then takes
 * the place of the old one, so that no request sees half of it.
 */
public record Identities(
    Map<AccountId, Account> accounts,
    Map<String, PolicyDocument> policies,
    Map<Name, User> users,
    Map<Name, Role> roles,
    Map<String, AccessKey> accessKeys,
    Map<String, BearerKey> bearerKeys) {

  /** A name within an account. */
  public record Name(AccountId account, String value) {}

  public record User(Name name, String uniqueId, List<Attachment> policies) {
    public String arn() {
      return name.account().userArn(name.value());
    }
  }

  /** {@code maxSessionSeconds} bounds what AssumeRole gives. */
  public record Role(
      Name name,
      String uniqueId,
      PolicyDocument trust,
      List<Attachment> policies,
      int maxSessionSeconds) {
    public String arn() {
      return name.account().roleArn(name.value());
    }
  }

  /** A user's long-term key pair. */
  public record AccessKey(String id, Secret secret, Name user, boolean active) {}

  /** A user's Bedrock API key, found by its fingerprint so that no map holds it in clear. */
  public record BearerKey(String fingerprint, String masked, Name user, boolean active) {}

  public Identities {
    accounts = Map.copyOf(accounts);
    policies = Map.copyOf(policies);
    users = Map.copyOf(users);
    roles = Map.copyOf(roles);
    accessKeys = Map.copyOf(accessKeys);
    bearerKeys = Map.copyOf(bearerKeys);
  }

  public static Identities none() {
    return new Identities(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  public Optional<User> user(Name name) {
    return Optional.ofNullable(users.get(name));
  }

  public Optional<Role> role(Name name) {
    return Optional.ofNullable(roles.get(name));
  }

  public Optional<Role> role(String arn) {
    return roles.values().stream().filter(role -> role.arn().equals(arn)).findFirst();
  }

  public boolean hasModel(AccountId account, String model, String region) {
    return account(account).stream()
        .flatMap(found -> found.modelAccess().stream())
        .anyMatch(access -> access.covers(model, region));
  }

  Collection<PolicyDocument> documents(List<Attachment> attachments) {
    return attachments.stream().map(this::document).toList();
  }

  private PolicyDocument document(Attachment attachment) {
    return switch (attachment) {
      case Attachment.Inline inline -> inline.document();
      case Attachment.Named named ->
          Optional.ofNullable(policies.get(named.policy())).orElseThrow();
    };
  }

  /** The same map with one entry put. */
  public static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    var more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
