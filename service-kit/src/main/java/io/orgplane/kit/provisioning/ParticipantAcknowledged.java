package io.orgplane.kit.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service has applied an event that somebody waits for: the creation of an organization, or the
 * removal of a member. Appended in the transaction of the effect, so it never says more than is so.
 *
 * @param participant {@code org}, {@code membership}, {@code billing} or {@code byok}
 * @param causeId the id of the event that was applied
 * @param detail what was dropped or prepared, for people to read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParticipantAcknowledged(
    OrganizationId organizationId,
    String participant,
    UUID causeId,
    String causeType,
    @Nullable UUID revocationId,
    String detail)
    implements DomainEvent {

  public static ParticipantAcknowledged creation(
      Received<?> created, String participant, String detail) {
    return new ParticipantAcknowledged(
        created.organization(), participant, created.id(), created.type().value(), null, detail);
  }

  public static ParticipantAcknowledged removal(
      Received<?> removed, UUID revocation, String participant, String detail) {
    return new ParticipantAcknowledged(
        removed.organization(),
        participant,
        removed.id(),
        removed.type().value(),
        revocation,
        detail);
  }
}
