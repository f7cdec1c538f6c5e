package io.orgplane.sandbox.aws.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import io.orgplane.sandbox.http.StrictJson;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A parsed policy. What IAM would call malformed, and what this evaluation does not understand
 * (policy variables, set operators, numeric and date conditions), is refused when the policy is
 * set, so that no decision ever rests on a statement that was skipped.
 */
public final class PolicyDocument {
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

  private final JsonNode json;
  private final List<Statement> statements;

  private PolicyDocument(JsonNode json, Function<JsonNode, Statement> statement) {
    PolicyText.onlyFields(json, ELEMENTS, "a policy");
    var version = json.path("Version").asText("2008-10-17");
    BadRequest.unless(
        Set.of("2012-10-17", "2008-10-17").contains(version), "Version is 2012-10-17");
    var body = json.path("Statement");
    BadRequest.unless(!body.isMissingNode() && !body.isEmpty(), "a policy has a Statement");
    this.json = json;
    this.statements =
        body.isArray()
            ? StreamSupport.stream(body.spliterator(), false).map(statement).toList()
            : List.of(statement.apply(body));
  }

  /** For users, roles, sessions and service control: no principal. */
  public static PolicyDocument ofIdentity(JsonNode json) {
    return new PolicyDocument(json, Statement::ofIdentityPolicy);
  }

  /** For roles: who may become them. */
  public static PolicyDocument ofTrust(JsonNode json) {
    return new PolicyDocument(json, Statement::ofTrustPolicy);
  }

  /** A session policy, as the text that STS is given. */
  public static PolicyDocument ofSession(String text) {
    try {
      return ofIdentity(StrictJson.MAPPER.readTree(text));
    } catch (JsonProcessingException malformed) {
      throw new BadRequest("Syntax errors in policy.");
    }
  }

  /** What a federated user is left with whose session was asked for without a policy. */
  public static PolicyDocument allowingNothing() {
    return ofSession(
        """
        {"Version": "2012-10-17",
         "Statement": {"Effect": "Allow", "Action": "none:Nothing", "Resource": "*"}}""");
  }

  Verdict verdict(AccessRequest request) {
    return Verdict.strongest(statements.stream().map(each -> each.verdict(request)).toList());
  }

  /** What a trust policy says of a caller, by name only or as one of an account's people too. */
  Verdict trust(Caller caller, AccessRequest request, boolean byNameOnly) {
    return Verdict.strongest(
        statements.stream()
            .filter(each -> means(each, caller, byNameOnly))
            .map(each -> each.verdict(request))
            .toList());
  }

  private static boolean means(Statement statement, Caller caller, boolean byNameOnly) {
    return byNameOnly
        ? statement.principals().names(caller)
        : statement.principals().includes(caller);
  }

  public JsonNode json() {
    return json;
  }
}
