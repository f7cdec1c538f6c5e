package io.orgplane.kit.tx;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** From the suite's own types to those of the PostgreSQL client. */
final class Parameters {

  private Parameters() {}

  static Tuple tuple(@Nullable Object... values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value == null ? null : plain(value));
    }
    return tuple;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case OrganizationId id -> id.value();
      case WorkspaceId id -> id.value();
      case UserId id -> id.value();
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> constant.toString();
      case byte[] bytes -> Buffer.buffer(bytes);
      default -> value;
    };
  }
}
