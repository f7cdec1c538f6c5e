package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A call to AWS with credentials that were handed out, signed as version 4 of AWS's signatures
 * demands (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html):
 * that they look right proves nothing.
 */
final class SignedCall {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-security-token";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final URI endpoint;
  private final JsonNode credentials;

  SignedCall(URI endpoint, JsonNode credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  /**
   * The text of the answer, whatever its status.
   *
   * @param now by the clock of the stack, which may be ahead of this machine's
   */
  String send(Web web, String service, String body, Instant now) {
    String time = TIME.format(now);
    String scope = "%s/%s/%s/aws4_request".formatted(time.substring(0, 8), text("region"), service);
    String canonical =
        String.join(
            "\n",
            "POST",
            "/",
            "",
            "content-type:" + FORM,
            "host:" + endpoint.getAuthority(),
            "x-amz-date:" + time,
            "x-amz-security-token:" + text("sessionToken"),
            "",
            SIGNED,
            sha256(body));
    String signature =
        HexFormat.of()
            .formatHex(sign(scope, String.join("\n", ALGORITHM, time, scope, sha256(canonical))));
    HttpRequest request =
        Web.to(endpoint.resolve("/"))
            .header("Content-Type", FORM)
            .header("X-Amz-Date", time)
            .header("X-Amz-Security-Token", text("sessionToken"))
            .header(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                    .formatted(ALGORITHM, text("accessKeyId"), scope, SIGNED, signature))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return web.sendForText(request).body();
  }

  private byte[] sign(String scope, String text) {
    byte[] key = ("AWS4" + text("secretAccessKey")).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return hmac(key, text);
  }

  private String text(String field) {
    return credentials.path(field).asText();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
