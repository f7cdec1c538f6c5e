package io.orgplane.kit.event;

import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as a consumer gets it.
 *
 * @param id CloudEvents {@code id}; the same in every redelivery
 * @param time when it happened, by its producer's clock
 */
public record Received<E>(
    UUID id, EventType type, OrganizationId organization, Instant time, E payload) {

  <T> Received<T> as(T read) {
    return new Received<>(id, type, organization, time, read);
  }
}
