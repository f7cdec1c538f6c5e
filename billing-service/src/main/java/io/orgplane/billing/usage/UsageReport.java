package io.orgplane.billing.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Usage as a platform service reports it, by HTTP and on Kafka alike.
 *
 * @param id the reporter's own; the same id is recorded once
 * @param occurredAt RFC 3339; the time of the report where absent
 * @param attributes free, at most 4 KiB as JSON
 */
public record UsageReport(
    @NotNull @Pattern(regexp = UsageReport.ID, message = UsageReport.ID_MESSAGE) String id,
    @NotNull OrganizationId organizationId,
    @NotNull WorkspaceId workspaceId,
    @Nullable
        @Pattern(regexp = UsageReport.USER, message = "must be 1 to 255 characters without blanks")
        String userId,
    @NotNull @Pattern(regexp = UsageReport.KIND, message = UsageReport.KIND_MESSAGE) String kind,
    @NotNull Credits credits,
    @Nullable @Schema(format = "date-time") String occurredAt,
    @Nullable @Schema(type = SchemaType.OBJECT) ObjectNode attributes) {

  static final String ID = "[!-~]{1,200}";
  static final String ID_MESSAGE = "must be 1 to 200 visible ASCII characters";
  static final String KIND = "(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*";
  static final String KIND_MESSAGE = "must be a kebab-case word of up to 64 characters";

  static final String USER = "[^\\x00-\\x20\\x7f]{1,255}";

  private static final int LARGEST_ATTRIBUTES = 4 * 1024;
  private static final Duration OLDEST = Duration.ofDays(366);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

  /**
   * What it says, checked beyond its form.
   *
   * @param reportedAt when it came, by our clock or the event's
   * @param field what its fields are called in a violation, such as {@code records[3].}
   */
  Usage usage(Instant reportedAt, Instant now, String field) {
    return new Usage(
        id,
        workspaceId,
        userId == null ? null : new UserId(userId),
        kind,
        credits,
        time(reportedAt, now, field),
        attributes == null ? null : text(attributes, field));
  }

  private Instant time(Instant reportedAt, Instant now, String field) {
    if (occurredAt == null) {
      return reportedAt;
    }
    try {
      Instant time = OffsetDateTime.parse(occurredAt).toInstant();
      if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(CLOCK_DIFFERENCE))) {
        throw new ValidationFailed(
            field + "occurredAt", "must lie within the last 366 days and not in the future");
      }
      return time;
    } catch (DateTimeException malformed) {
      throw new ValidationFailed(field + "occurredAt", "must be a time of RFC 3339");
    }
  }

  private static String text(ObjectNode attributes, String field) {
    String text = attributes.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_ATTRIBUTES) {
      throw new ValidationFailed(field + "attributes", "must be at most 4 KiB as JSON");
    }
    if (text.contains("\\u0000")) {
      throw new ValidationFailed(field + "attributes", "must not hold a NUL character");
    }
    return text;
  }
}
