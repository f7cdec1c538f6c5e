package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

/** The people of the local stack, and as many others as a test needs. */
public final class People {

  public static final Person ANN = called("Ann");
  public static final Person BOB = called("Bob");
  public static final Person CAROL = called("Carol");
  public static final Person DAVE = called("Dave");
  public static final Person ERIN = called("Erin");

  /** Has never confirmed her address. */
  public static final Person MALLORY = called("Mallory").unverified();

  private People() {}

  /** Somebody whom no other test has met, so that tests can share one database. */
  public static Person aPerson() {
    return aPerson("Person");
  }

  /** Somebody new with this first name. */
  public static Person aPerson(String firstName) {
    UUID subject = UUID.randomUUID();
    String mailbox =
        firstName.toLowerCase(Locale.ROOT)
            + "-"
            + subject.toString().replace("-", "").substring(0, 16);
    return new Person(subject.toString(), mailbox + "@example.com", firstName + " Example", true);
  }

  private static Person called(String firstName) {
    String name = firstName.toLowerCase(Locale.ROOT);
    UUID subject = UUID.nameUUIDFromBytes(("orgplane-person:" + name).getBytes(UTF_8));
    return new Person(subject.toString(), name + "@example.com", firstName + " Example", true);
  }
}
