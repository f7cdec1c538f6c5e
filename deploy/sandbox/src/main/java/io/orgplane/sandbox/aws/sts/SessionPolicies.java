package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.iam.PolicyDocument;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The inline session policy that a caller passes along. Besides its plain text, the form in which
 * AWS packs it must not grow too large; how it packs is not published, so that here the packed form
 * is the text without its white space.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and
 *     STS quotas</a>
 */
final class SessionPolicies {
  private static final int LONGEST = 2_048;
  private static final int LARGEST_PACKED = 2_000;
  private static final int PERCENT = 100;
  private static final Pattern TEXT =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", Pattern.DOTALL);

  private SessionPolicies() {}

  static Optional<PolicyDocument> of(StsParameters parameters) {
    return parameters.optional("Policy", 1, LONGEST, TEXT).map(SessionPolicies::parse);
  }

  /** The share of the packed limit that is used up, told whenever a policy was given. */
  static void appendSize(StsXml xml, StsParameters parameters) {
    parameters
        .optional("Policy", 1, LONGEST, TEXT)
        .ifPresent(text -> xml.text("PackedPolicySize", percent(text)));
  }

  private static PolicyDocument parse(String text) {
    if (percent(text) > PERCENT) {
      throw new AwsProblem.Refused(
          400,
          "PackedPolicyTooLarge",
          "PackedPolicySize is "
              + percent(text)
              + "% of the allotted space for session policies and tags.");
    }
    try {
      return PolicyDocument.ofSession(text);
    } catch (BadRequest malformed) {
      throw new AwsProblem.Refused(
          400, "MalformedPolicyDocument", String.valueOf(malformed.getMessage()));
    }
  }

  private static int percent(String text) {
    var packed = text.replaceAll("\\s+", "").length();
    return (packed * PERCENT + LARGEST_PACKED - 1) / LARGEST_PACKED;
  }
}
