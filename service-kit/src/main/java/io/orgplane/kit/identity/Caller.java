package io.orgplane.kit.identity;

import io.orgplane.kit.id.UserId;

/** Who is calling. */
public sealed interface Caller {

  /** How the caller appears in audit records and idempotency scopes. */
  String name();

  /** The caller as the audit feed shows them. */
  Actor actor();

  /**
   * A signed-in person.
   *
   * @param givenName what their friends call them; their full name or address when unknown
   * @param emailVerified whether the identity provider vouches for the address; only then may
   *     anything be granted because of it
   * @param address from which the request came, as the front door saw it
   */
  record User(
      UserId id,
      String email,
      boolean emailVerified,
      String fullName,
      String givenName,
      AccessToken token,
      String address)
      implements Caller {

    @Override
    public String name() {
      return "user:" + id;
    }

    @Override
    public Actor actor() {
      return Actor.user(id, email, address);
    }
  }

  /** Another service of the platform, by its client id. */
  record PlatformService(String clientId, String address) implements Caller {

    @Override
    public String name() {
      return "service:" + clientId;
    }

    @Override
    public Actor actor() {
      return Actor.service(clientId, address);
    }
  }
}
