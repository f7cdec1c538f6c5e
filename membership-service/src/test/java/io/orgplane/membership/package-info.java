/** The service as its callers see it: HTTP in front, PostgreSQL, Kafka and a mail server behind. */
@org.jspecify.annotations.NullMarked
package io.orgplane.membership;
