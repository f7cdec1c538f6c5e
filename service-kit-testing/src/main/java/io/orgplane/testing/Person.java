package io.orgplane.testing;

import java.util.Locale;

/**
 * Somebody as the identity provider knows them.
 *
 * @param userId the subject of their tokens
 * @param name first and last name, parted by a blank
 */
public record Person(String userId, String email, String name, boolean emailVerified) {

  public Person withEmail(String other) {
    return new Person(userId, other, name, emailVerified);
  }

  public Person withName(String other) {
    return new Person(userId, email, other, emailVerified);
  }

  public Person unverified() {
    return new Person(userId, email, name, false);
  }

  /** Keycloak's user name: the address, in lower case. */
  public String username() {
    return email.toLowerCase(Locale.ROOT);
  }
}
