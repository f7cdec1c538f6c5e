package io.orgplane.kit.tx;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** From the columns of a row to the suite's own types. */
public final class Rows {

  private Rows() {}

  public static OrganizationId organization(Row row) {
    return new OrganizationId(row.getUUID("organization_id"));
  }

  public static WorkspaceId workspace(Row row, String column) {
    return new WorkspaceId(row.getUUID(column));
  }

  public static UserId user(Row row, String column) {
    return new UserId(row.getString(column));
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static @Nullable Instant instantOrNull(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
