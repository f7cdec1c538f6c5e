package io.orgplane.kit.identity;

import io.orgplane.kit.id.UserId;

/** Who is calling. */
public sealed interface Caller {

  /** How the caller appears in audit records and idempotency scopes. */
  String name();

  /**
   * A signed-in person.
   *
   * @param givenName what their friends call them; their full name or address when unknown
   * @param emailVerified whether the identity provider vouches for the address; only then may
   *     anything be granted because of it
   */
  record User(
      UserId id,
      String email,
      boolean emailVerified,
      String fullName,
      String givenName,
      AccessToken token)
      implements Caller {

    @Override
    public String name() {
      return "user:" + id;
    }
  }

  /** Another service of the platform, by its client id. */
  record PlatformService(String clientId) implements Caller {

    @Override
    public String name() {
      return "service:" + clientId;
    }
  }
}
