package io.orgplane.billing.operation;

import io.orgplane.billing.payment.CallKey;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * Something that the provider is to be asked to do.
 *
 * @param attempts how often it has been tried, this time included
 * @param round see {@link CallKey}
 * @param actor who wanted it
 */
public record Operation(
    OrganizationId organization,
    UUID id,
    String kind,
    JsonObject request,
    int attempts,
    int round,
    Actor actor) {

  /** The key of its call, by what distinguishes the deed from every other. */
  public CallKey key(String base) {
    return new CallKey(base, round);
  }
}
