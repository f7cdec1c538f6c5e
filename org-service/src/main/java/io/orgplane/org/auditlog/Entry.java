package io.orgplane.org.auditlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.tx.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change, as it is read. What was and what is now stays the JSON that it is stored as.
 *
 * @param position its place in the organization's feed, from 1, without gaps
 * @param time when it was made
 */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
    UUID id,
    @Schema(description = "Its place in the feed: from 1, upwards, without gaps") long position,
    @Schema(description = "When the change was made") Instant time,
    @Schema(
            description = "What was done; the type of the event that tells of it",
            examples = "workspace-created")
        String action,
    Who actor,
    Subject subject,
    Source source,
    @Schema(
            type = SchemaType.OBJECT,
            nullable = true,
            description = "The changed fields as they were; absent where there was nothing")
        @JsonRawValue
        @Nullable String before,
    @Schema(
            type = SchemaType.OBJECT,
            nullable = true,
            description = "The changed fields as they are; absent where nothing is left")
        @JsonRawValue
        @Nullable String after) {

  /** Who did it. */
  @Schema(name = "AuditActor")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Who(
      @Schema(enumeration = {"user", "service", "system"}) String type,
      @Schema(description = "A user id, a client id, or the name of a job") String id,
      @Schema(nullable = true, description = "Of a person, as they were signed in then")
          @Nullable String email) {}

  /** From where. */
  @Schema(name = "AuditSource")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(
      @Schema(description = "The service in which it was done", examples = "org") String service,
      @Schema(nullable = true, description = "From which the request came")
          @Nullable String address) {}

  static Entry of(Row row) {
    return new Entry(
        row.getUUID("entry_id"),
        row.getLong("position"),
        Rows.instant(row, "occurred_at"),
        row.getString("action"),
        new Who(
            row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_email")),
        new Subject(
            row.getString("subject_type"),
            row.getString("subject_id"),
            row.getString("subject_name")),
        new Source(row.getString("service"), row.getString("address")),
        row.getString("before"),
        row.getString("after"));
  }
}
