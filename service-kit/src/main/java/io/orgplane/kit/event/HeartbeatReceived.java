package io.orgplane.kit.event;

import java.time.Instant;

/**
 * Every membership event of this partition that was committed before {@code at} has been applied
 * here.
 */
public record HeartbeatReceived(int partition, Instant at) {}
