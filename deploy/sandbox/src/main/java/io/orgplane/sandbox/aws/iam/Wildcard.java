package io.orgplane.sandbox.aws.iam;

import java.util.regex.Pattern;

/** {@code *} for any run of characters, {@code ?} for one. */
record Wildcard(String pattern, Pattern compiled) {

  static Wildcard exactCase(String pattern) {
    return new Wildcard(pattern, Pattern.compile(regex(pattern), Pattern.DOTALL));
  }

  static Wildcard anyCase(String pattern) {
    return new Wildcard(
        pattern, Pattern.compile(regex(pattern), Pattern.DOTALL | Pattern.CASE_INSENSITIVE));
  }

  boolean matches(String value) {
    return compiled.matcher(value).matches();
  }

  private static String regex(String pattern) {
    var regex = new StringBuilder();
    pattern
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return regex.toString();
  }
}
