package io.orgplane.membership.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address in the one form in which we compare and keep it: trimmed, lower-cased, its domain in
 * the ASCII form of IDNA (RFC 5890). Plus-tags are part of it.
 *
 * <p>The local part is a dot-atom of RFC 5321 in ASCII. Others are refused before they are
 * lower-cased: some letters, such as the Kelvin sign, become ASCII then, and somebody else's
 * address with them.
 */
public record EmailAddress(@JsonValue String value) {

  @JsonCreator
  public EmailAddress {}

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL = 64;

  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Empty when it is none. */
  public static Optional<EmailAddress> parse(String text) {
    String trimmed = text.strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1 || trimmed.length() > MAX_LENGTH || at > MAX_LOCAL) {
      return Optional.empty();
    }
    String local = trimmed.substring(0, at);
    return ascii(trimmed.substring(at + 1))
        .filter(domain -> LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches())
        .map(domain -> local.toLowerCase(Locale.ROOT) + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH)
        .map(EmailAddress::new);
  }

  private static Optional<String> ascii(String domain) {
    try {
      return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
