package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.iam.PolicyDocument;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** The inline session policy that a caller passes along. */
final class SessionPolicies {
  private static final int LONGEST = 2_048;
  private static final Pattern TEXT =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", Pattern.DOTALL);

  private SessionPolicies() {}

  static Optional<PolicyDocument> of(StsParameters parameters) {
    return parameters.optional("Policy", 1, LONGEST, TEXT).map(SessionPolicies::parse);
  }

  private static PolicyDocument parse(String text) {
    try {
      return PolicyDocument.ofSession(text);
    } catch (BadRequest malformed) {
      throw new AwsProblem.Refused(
          400, "MalformedPolicyDocument", String.valueOf(malformed.getMessage()));
    }
  }
}
