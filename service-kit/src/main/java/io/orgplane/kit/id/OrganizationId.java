package io.orgplane.kit.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An organization: the tenant, and the Kafka key of everything that happens to it. */
public record OrganizationId(@JsonValue UUID value) {

  /** Stands for "no organization yet", for example while one is being created. */
  public static final OrganizationId NONE = new OrganizationId(new UUID(0, 0));

  @JsonCreator
  public OrganizationId {}

  public static OrganizationId next() {
    return new OrganizationId(Ids.next());
  }

  /**
   * For path and query parameters.
   *
   * @throws IllegalArgumentException when it is no UUID; on a path this becomes the 404 of an
   *     unknown organization
   */
  public static OrganizationId fromString(String text) {
    return new OrganizationId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
