package io.orgplane.sandbox.stripe.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe-Signature</a> header. */
final class Signature {
  private Signature() {}

  static String header(String payload, String secret, long timestamp) {
    return "t=" + timestamp + ",v1=" + hmac(timestamp + "." + payload, secret);
  }

  private static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
