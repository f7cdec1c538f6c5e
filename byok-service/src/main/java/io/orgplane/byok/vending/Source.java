package io.orgplane.byok.vending;

import io.orgplane.byok.configuration.Status;
import io.orgplane.kit.id.OrganizationId;

/**
 * Whose account is used, as the database says at a moment. Two equal ones are the same standing.
 */
sealed interface Source {

  /** The organization's own, by that generation of its configuration. */
  record Byok(OrganizationId organization, long generation) implements Source {}

  /** The platform's: there is no configuration, or none in use. */
  record Platform() implements Source {}

  /** The organization's own, but it does not work. */
  record Unusable(Status status) implements Source {}
}
