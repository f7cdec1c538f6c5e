package io.orgplane.kit.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change, as it goes into the audit feed.
 *
 * @param action what was done, kebab-case past tense; where an event of the domain tells of the
 *     same change, its type
 * @param before what the changed fields were; null where there was nothing before. Never a secret,
 *     a token or a link
 * @param after what they are now; null where nothing is left
 */
public record AuditEntry(
    OrganizationId organization,
    Actor actor,
    String action,
    Subject subject,
    @Nullable Map<String, ?> before,
    @Nullable Map<String, ?> after) {

  /**
   * What was changed.
   *
   * @param type singular, kebab-case: {@code member}, {@code workspace}, {@code invitation} …
   * @param id its id; for a person their Keycloak subject
   * @param name by which people know it, where it has one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subject(String type, String id, @Nullable String name) {}

  /** Something has come into being. */
  public static AuditEntry created(
      OrganizationId organization,
      Actor actor,
      String action,
      Subject subject,
      Map<String, ?> after) {
    return new AuditEntry(organization, actor, action, subject, null, after);
  }

  /** Fields have changed; both maps hold those that did, and no others. */
  public static AuditEntry changed(
      OrganizationId organization,
      Actor actor,
      String action,
      Subject subject,
      Map<String, ?> before,
      Map<String, ?> after) {
    return new AuditEntry(organization, actor, action, subject, before, after);
  }

  /** Something is gone. */
  public static AuditEntry removed(
      OrganizationId organization,
      Actor actor,
      String action,
      Subject subject,
      Map<String, ?> before) {
    return new AuditEntry(organization, actor, action, subject, before, null);
  }
}
