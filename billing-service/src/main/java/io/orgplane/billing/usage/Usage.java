package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One report of usage.
 *
 * @param id the reporter's own, by which a repetition is recognised
 * @param attributes JSON as text, at most 4 KiB
 */
record Usage(
    String id,
    WorkspaceId workspace,
    @Nullable UserId user,
    String kind,
    Credits credits,
    Instant occurredAt,
    @Nullable String attributes) {

  /** The kind that an organization's own AWS account can pay for. */
  static final String MODEL_CALLS = "llm";
}
