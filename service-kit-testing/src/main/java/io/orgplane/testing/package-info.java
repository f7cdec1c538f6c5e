/**
 * Fixtures for tests on real parts: one PostgreSQL, one Kafka and one identity provider for a JVM,
 * a probe that reads every topic and checks every event against contracts/, and the architecture
 * rules that all services share. Knows no service, and nothing of service-kit, whose own tests use
 * it.
 */
@NullMarked
package io.orgplane.testing;

import org.jspecify.annotations.NullMarked;
