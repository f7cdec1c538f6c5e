package io.orgplane.sandbox.aws.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /sandbox/aws}. Every section may be absent; unknown fields are refused;
 * nothing is changed unless all of it is right.
 *
 * <pre>{
 *  "mode": "merge" | "replace",                        // merge when absent
 *  "accounts": [{"id": "222222222222", "name": "Acme",
 *                "serviceControlPolicies": [POLICY, …]}],   // absent or empty: no limit
 *  "policies": [{"name": "two-models", "document": {identity policy}}],
 *  "users":    [{"accountId": "222222222222", "name": "ops", "policies": [POLICY, …]}],
 *  "keys":     [{"kind": "access-key", "accessKeyId": "AKIA…", "secretAccessKey": "…",
 *                "accountId": "222222222222", "user": "ops", "active": true},
 *               {"kind": "bedrock-api-key", "apiKey": "…",
 *                "accountId": "222222222222", "user": "ops", "active": true}],
 *  "roles":    [{"accountId": "222222222222", "name": "orgplane",
 *                "trustPolicy": {trust policy}, "policies": [POLICY, …],
 *                "maxSessionDurationSeconds": 3600}],       // 3600 to 43200, 3600 when absent
 *  "modelAccess": [{"accountId": "222222222222", "models": ["anthropic.claude-…", …],
 *                   "regions": ["us-east-1", …]}]            // absent or empty: everywhere
 * }</pre>
 *
 * <p>A POLICY is the name of one of {@code policies}, or a policy document of its own. {@code
 * merge} adds, or replaces what has the same id or (account, name), and keeps the rest; a replaced
 * user or role keeps its unique id and hence its sessions. {@code replace} keeps nothing but the
 * platform's account as it was at the start. {@code modelAccess} replaces all that an account had;
 * several entries of one account add up, and a profile is judged by the region that it is called
 * from. Policies are as IAM writes them, with Allow, Deny, (Not)Action, (Not)Resource, wildcards
 * and string, ARN, Bool and Null conditions; what the evaluation does not understand is refused. A
 * user needs {@code bedrock:CallWithBearerToken} for its Bedrock API key to be accepted.
 */
record StateDocument(
    @Nullable Mode mode,
    @Nullable List<AccountEntry> accounts,
    @Nullable List<PolicyEntry> policies,
    @Nullable List<UserEntry> users,
    @Nullable List<KeyEntry> keys,
    @Nullable List<RoleEntry> roles,
    @Nullable List<ModelAccessEntry> modelAccess) {

  enum Mode {
    @JsonProperty("merge")
    MERGE,
    @JsonProperty("replace")
    REPLACE
  }

  enum KeyKind {
    @JsonProperty("access-key")
    ACCESS_KEY,
    @JsonProperty("bedrock-api-key")
    BEDROCK_API_KEY
  }

  record AccountEntry(
      String id, @Nullable String name, @Nullable List<JsonNode> serviceControlPolicies) {
    AccountEntry {
      required(id, "id");
    }
  }

  record PolicyEntry(String name, JsonNode document) {
    PolicyEntry {
      named(name);
      required(document, "document");
    }
  }

  record UserEntry(String accountId, String name, @Nullable List<JsonNode> policies) {
    UserEntry {
      required(accountId, "accountId");
      named(name);
    }
  }

  record KeyEntry(
      KeyKind kind,
      String accountId,
      String user,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      @Nullable String apiKey,
      @Nullable Boolean active) {
    KeyEntry {
      required(kind, "kind");
      required(accountId, "accountId");
      named(user);
      var pair = kind == KeyKind.ACCESS_KEY;
      BadRequest.unless(
          pair == (accessKeyId != null)
              && pair == (secretAccessKey != null)
              && pair != (apiKey != null),
          "an access-key has accessKeyId and secretAccessKey, a bedrock-api-key has apiKey");
    }

    @Override
    public String toString() {
      return "KeyEntry[" + kind + " of " + accountId + "/" + user + "]";
    }
  }

  record RoleEntry(
      String accountId,
      String name,
      JsonNode trustPolicy,
      @Nullable List<JsonNode> policies,
      @Nullable Integer maxSessionDurationSeconds) {
    RoleEntry {
      required(accountId, "accountId");
      named(name);
      required(trustPolicy, "trustPolicy");
      BadRequest.unless(
          maxSessionDurationSeconds == null
              || (maxSessionDurationSeconds >= 3_600 && maxSessionDurationSeconds <= 43_200),
          "maxSessionDurationSeconds is from 3600 to 43200");
    }
  }

  record ModelAccessEntry(String accountId, List<String> models, @Nullable List<String> regions) {
    ModelAccessEntry {
      required(accountId, "accountId");
      required(models, "models");
      each(regions)
          .forEach(
              region ->
                  BadRequest.unless(
                      region.matches("[a-z]{2}(-[a-z]+)+-\\d"), "no region: " + region));
    }
  }

  static <T> List<T> each(@Nullable List<T> entries) {
    return entries == null ? List.of() : entries;
  }

  private static void required(@Nullable Object value, String field) {
    BadRequest.unless(value != null, field + " is missing");
  }

  /** IAM's own alphabet and length for names of users and roles. */
  private static void named(@Nullable String name) {
    BadRequest.unless(
        name != null && name.matches("[\\w+=,.@-]{1,64}"),
        "a name has 1 to 64 letters, digits or +=,.@_-");
  }
}
