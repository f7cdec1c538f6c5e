package io.orgplane.byok.connectiontest;

import java.util.Locale;

/** The checks, in the order in which they are made. */
enum CheckName {
  /** Kind, forms, region and profile fit together; whatever reaches the test has passed it. */
  SYNTAX,
  /** The role can be assumed by us with the organization's external id. */
  ASSUME_ROLE,
  /** AWS knows whose credentials these are, and that account is the expected one. */
  IDENTITY,
  /** The role cannot be assumed without the external id. */
  EXTERNAL_ID,
  /** A short, narrowed session can be made of the key. */
  SESSION,
  /** A model answers. */
  CONVERSE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
