package io.orgplane.kit.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.kit.id.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who caused a change, as the audit feed shows it.
 *
 * @param id a Keycloak subject, a client id, or the name of a job
 * @param email of a person, as their token had it
 * @param address from which the request came (IPv4 or IPv6), as the front door saw it; null where
 *     there was no request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Actor(Type type, String id, @Nullable String email, @Nullable String address) {

  /** What kind of actor. */
  public enum Type {
    USER,
    SERVICE,
    SYSTEM;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Actor user(UserId id, String email, @Nullable String address) {
    return new Actor(Type.USER, id.value(), email, address);
  }

  public static Actor service(String clientId, @Nullable String address) {
    return new Actor(Type.SERVICE, clientId, null, address);
  }

  /**
   * Nobody in particular: a schedule, or a change that follows from an event.
   *
   * @param name of the job or consumer, in kebab-case, such as {@code seat-recount}
   */
  public static Actor system(String name) {
    return new Actor(Type.SYSTEM, name, null, null);
  }
}
