package io.orgplane.sandbox.aws.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent encoding as Signature Version 4 asks for it (RFC 3986, upper-case digits), and back. */
public final class Percent {
  private static final String UNRESERVED = "-_.~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  public static String encode(String text) {
    var encoded = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (octet & 0xff);
      if (c < 0x80 && (isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  /** A stray percent sign stays what it is. */
  public static String decode(String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(octets.length);
    for (var i = 0; i < octets.length; i++) {
      if (octets[i] == '%'
          && i + 2 < octets.length
          && isHex(octets, i + 1)
          && isHex(octets, i + 2)) {
        decoded.write(
            Integer.parseInt(new String(octets, i + 1, 2, StandardCharsets.US_ASCII), 16));
        i += 2;
      } else {
        decoded.write(octets[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** In a query or a form a plus sign is a space. */
  public static String decodeForm(String text) {
    return decode(text.replace('+', ' '));
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(byte[] octets, int at) {
    return Character.digit(octets[at], 16) >= 0;
  }
}
