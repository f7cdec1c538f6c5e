package io.orgplane.bench.latency;

import java.util.UUID;

/** A member whose role changes, once in a run: its row then tells when that was. */
public record Change(UUID organization, String user) {}
