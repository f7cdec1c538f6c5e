package io.orgplane.sandbox.aws.signature;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The {@code Authorization} header of Signature Version 4, taken apart:
 *
 * <pre>
 * AWS4-HMAC-SHA256 Credential=AKIA…/20260101/us-east-1/sts/aws4_request, SignedHeaders=…, Signature=…
 * </pre>
 */
record SignedHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TERMINATOR = "aws4_request";
  private static final int SCOPE_PARTS = 5;
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  static SignedHeader parse(String authorization) {
    var parts = parts(authorization.substring(ALGORITHM.length()));
    var scope = List.of(required(parts, "Credential").split("/", -1));
    if (scope.size() != SCOPE_PARTS || !scope.getLast().equals(TERMINATOR)) {
      throw incomplete("Credential must have exactly 5 slash-delimited elements");
    }
    if (!REGION.matcher(scope.get(2)).matches()) {
      throw incomplete("Credential should be scoped to a valid region.");
    }
    var signature = required(parts, "Signature");
    if (!SIGNATURE.matcher(signature).matches()) {
      throw incomplete("Signature is not 64 hexadecimal digits.");
    }
    return new SignedHeader(
        scope.get(0),
        scope.get(1),
        scope.get(2),
        scope.get(3),
        List.of(required(parts, "SignedHeaders").split(";", -1)),
        signature);
  }

  String scope() {
    return String.join("/", date, region, service, TERMINATOR);
  }

  static AwsProblem incomplete(String message) {
    return new AwsProblem.Unauthenticated(Reason.INCOMPLETE, message);
  }

  private static Map<String, String> parts(String text) {
    var parts = new HashMap<String, String>();
    for (var part : text.split(",", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parts;
  }

  private static String required(Map<String, String> parts, String name) {
    var value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw incomplete("Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }
}
