package io.orgplane.local.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Says whether a raw request path has one meaning only. Routing looks at the raw path and a service
 * at the decoded one, so a path that normalizes to another (RFC 3986, 6.2.2) could be sent to one
 * service here and be understood as another's there.
 */
final class CanonicalPath {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/";

  /** Decoded, these would split a segment, end the path, or hide another encoding. */
  private static final String NEVER_ENCODED = "/\\;%?#";

  private CanonicalPath() {}

  static boolean holds(String path) {
    return path.startsWith("/")
        && !path.contains("//")
        && noDotSegments(path)
        && charactersHold(path);
  }

  private static boolean noDotSegments(String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static boolean charactersHold(String path) {
    for (int at = 0; at < path.length(); at++) {
      char character = path.charAt(at);
      if (character == '%') {
        int end = endOfEncoded(path, at);
        if (!encodedHolds(path.substring(at, end))) {
          return false;
        }
        at = end - 1;
      } else if (PLAIN.indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int endOfEncoded(String path, int start) {
    int end = start;
    while (end < path.length() && path.charAt(end) == '%') {
      end = Math.min(end + 3, path.length());
    }
    return end;
  }

  /** A run of encoded bytes: well-formed UTF-8, and only what needs to be encoded. */
  private static boolean encodedHolds(String run) {
    try {
      byte[] bytes = HexFormat.of().parseHex(run.replace("%", ""));
      if (bytes.length * 3 != run.length()) {
        return false;
      }
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return decoded.codePoints().allMatch(CanonicalPath::needsEncoding);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return false;
    }
  }

  private static boolean needsEncoding(int codePoint) {
    boolean unreserved =
        Character.isLetterOrDigit(codePoint) && codePoint < 128 || "-._~".indexOf(codePoint) >= 0;
    return !unreserved
        && !Character.isISOControl(codePoint)
        && NEVER_ENCODED.indexOf(codePoint) < 0;
  }
}
