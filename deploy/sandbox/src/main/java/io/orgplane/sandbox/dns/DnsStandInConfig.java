package io.orgplane.sandbox.dns;

/** Where DNS listens, UDP and TCP alike; port 0 takes one that is free for both. */
public record DnsStandInConfig(String host, int port) {}
