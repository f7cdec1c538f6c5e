package io.orgplane.sandbox.aws.signature;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated.Reason;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.iam.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Recomputes the signature over what was received, and judges its date. */
record SignatureCheck(Clock clock) {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  void require(AwsRequest request, SignedHeader claimed, Secret secret) {
    var stamp =
        request
            .header("x-amz-date")
            .orElseThrow(
                () ->
                    SignedHeader.incomplete(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."));
    requireSigned(request, claimed);
    if (!stamp.startsWith(claimed.date())) {
      throw mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
              + claimed.date()
              + "' != '"
              + stamp
              + "'.");
    }
    requireTimely(stamp);
    var canonical = new CanonicalRequest(request, claimed.signedHeaders(), payloadHash(request));
    var expected = signature(claimed, stamp, canonical.text(), secret);
    if (!MessageDigest.isEqual(ascii(expected), ascii(claimed.signature()))) {
      throw mismatch(
          "The request signature we calculated does not match the signature you provided. Check your"
              + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }
  }

  /** The host, and every header that carries meaning to AWS, must be under the signature. */
  private static void requireSigned(AwsRequest request, SignedHeader claimed) {
    for (var name : request.headers().keySet()) {
      var matters =
          name.equals("host") || (name.startsWith("x-amz-") && !name.equals("x-amz-user-agent"));
      if (matters && !claimed.signedHeaders().contains(name)) {
        throw mismatch("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private void requireTimely(String stamp) {
    Instant signed;
    try {
      signed = STAMP.parse(stamp, Instant::from);
    } catch (DateTimeException malformed) {
      throw SignedHeader.incomplete(
          "Date must be in ISO-8601 'basic format'. Got '" + stamp + "'.");
    }
    var now = clock.instant();
    var bounds = " (" + STAMP.format(now) + " %s 5 min.)";
    if (signed.isBefore(now.minus(SKEW))) {
      var earliest = STAMP.format(now.minus(SKEW));
      throw mismatch(
          "Signature expired: "
              + stamp
              + " is now earlier than "
              + earliest
              + bounds.formatted("-"));
    }
    if (signed.isAfter(now.plus(SKEW))) {
      var latest = STAMP.format(now.plus(SKEW));
      throw mismatch(
          "Signature not yet current: "
              + stamp
              + " is still later than "
              + latest
              + bounds.formatted("+"));
    }
  }

  /** A declared hash must be that of the body; an unsigned payload is taken as declared. */
  private static String payloadHash(AwsRequest request) {
    var actual = Digests.sha256Hex(request.body());
    var declared = request.header("x-amz-content-sha256").orElse(actual);
    if (declared.equals(UNSIGNED) || declared.equals(actual)) {
      return declared;
    }
    throw mismatch("The provided 'x-amz-content-sha256' header does not match what was computed.");
  }

  private static String signature(
      SignedHeader claimed, String stamp, String canonical, Secret secret) {
    var toSign =
        String.join(
            "\n", SignedHeader.ALGORITHM, stamp, claimed.scope(), Digests.sha256Hex(canonical));
    var key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
    for (var part : claimed.scope().split("/", -1)) {
      key = Digests.hmac(key, part);
    }
    return HexFormat.of().formatHex(Digests.hmac(key, toSign));
  }

  private static AwsProblem mismatch(String message) {
    return new AwsProblem.Unauthenticated(Reason.BAD_SIGNATURE, message);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
