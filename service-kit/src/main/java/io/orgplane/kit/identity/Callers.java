package io.orgplane.kit.identity;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.Unauthenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the caller from the verified access token. Only identity comes from there: a role in an
 * organization never does, because a removal must beat the token's lifetime.
 *
 * <p>Ask at the beginning of a resource method, on the request's own context.
 */
@ApplicationScoped
public class Callers {

  /** The realm role of the platform's own services. */
  public static final String PLATFORM_SERVICE = "platform-service";

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  Callers(SecurityIdentity identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  public Caller current() {
    return identity.hasRole(PLATFORM_SERVICE)
        ? new Caller.PlatformService(clientId(), address())
        : person();
  }

  /**
   * The signed-in person.
   *
   * @throws Forbidden when the caller is a platform service
   */
  public Caller.User user() {
    return switch (current()) {
      case Caller.User user -> user;
      case Caller.PlatformService service -> throw new Forbidden("This call is for people.");
    };
  }

  private String clientId() {
    return claim("azp").orElseGet(() -> token().getSubject());
  }

  private Caller.User person() {
    JsonWebToken token = token();
    String subject = token.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new Unauthenticated();
    }
    String email = claim("email").orElse("");
    String fullName = claim("name").or(() -> claim("preferred_username")).orElse(email);
    return new Caller.User(
        new UserId(subject),
        email,
        Boolean.TRUE.equals(token.getClaim("email_verified")),
        fullName,
        claim("given_name").orElse(fullName),
        new AccessToken(token.getRawToken()),
        address());
  }

  /** What a trusted proxy says of it, or else where the connection comes from. */
  private String address() {
    return request.getCurrent().request().remoteAddress().hostAddress();
  }

  private Optional<String> claim(String name) {
    return token().<Object>claim(name).map(Object::toString).filter(value -> !value.isBlank());
  }

  private JsonWebToken token() {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token;
    }
    throw new Unauthenticated();
  }
}
