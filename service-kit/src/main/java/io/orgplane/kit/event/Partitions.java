package io.orgplane.kit.event;

import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Where an organization's events live: the partition that Kafka's own partitioner chooses for its
 * key.
 */
final class Partitions {

  private Partitions() {}

  static byte[] key(OrganizationId organization) {
    return organization.toString().getBytes(StandardCharsets.UTF_8);
  }

  static int of(OrganizationId organization, int partitions) {
    return BuiltInPartitioner.partitionForKey(key(organization), partitions);
  }
}
