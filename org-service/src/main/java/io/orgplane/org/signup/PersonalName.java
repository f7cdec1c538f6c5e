package io.orgplane.org.signup;

import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.Founder;

/** How a personal organization is called: "Ann's Organization". */
final class PersonalName {

  private static final String SUFFIX = "'s Organization";
  private static final String NOBODY = "Personal Organization";

  private PersonalName() {}

  /**
   * By their given name; where the identity provider knows only an address, by what is before
   * its @.
   */
  static Name of(Founder person) {
    String given =
        Name.readable(person.givenName().split("@", 2)[0], Name.MAX_LENGTH - SUFFIX.length());
    return new Name(given.isEmpty() ? NOBODY : given + SUFFIX);
  }
}
