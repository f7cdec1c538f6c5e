package io.orgplane.membership.access;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What is known of the workspace that a question is about. */
enum WorkspaceState {
  /** The question is about the organization. */
  NOT_NAMED,
  /** Neither its creation nor its deletion has come to our ears. */
  UNHEARD,
  EXISTS,
  DELETED;

  /** Of a question that names a workspace. */
  static WorkspaceState of(Row row) {
    Boolean deleted = row.getBoolean("deleted");
    return deleted == null ? UNHEARD : of(deleted);
  }

  private static WorkspaceState of(@Nullable Boolean deleted) {
    return Boolean.TRUE.equals(deleted) ? DELETED : EXISTS;
  }
}
