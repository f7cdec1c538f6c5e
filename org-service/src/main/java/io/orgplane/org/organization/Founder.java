package io.orgplane.org.organization;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;

/**
 * Whose organization it becomes.
 *
 * @param givenName what their friends call them; their full name or address when unknown
 * @param by who makes it: they themselves, or the reconciliation for them
 */
public record Founder(UserId id, String email, String fullName, String givenName, Actor by) {

  public static Founder of(Caller.User person) {
    return new Founder(
        person.id(), person.email(), person.fullName(), person.givenName(), person.actor());
  }
}
