package io.orgplane.bench.credits;

import io.orgplane.bench.PlatformToken;
import io.orgplane.bench.TimeOrdered;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.Ports;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/**
 * billing-service as in production, with the membership-service whose heartbeat it needs, on a
 * PostgreSQL that waits for the disk.
 */
final class Billing implements AutoCloseable {

  private static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final LocalStack stack;

  private Billing(LocalStack stack) {
    this.stack = stack;
  }

  static Billing start() {
    return new Billing(
        LocalStack.start(
            LocalStackConfig.usual()
                .ports(Ports.anyFree())
                .javaOptions(JAVA_OPTIONS)
                .services(EnumSet.of(SuiteService.MEMBERSHIP, SuiteService.BILLING))));
  }

  LocalStack stack() {
    return stack;
  }

  URI origin() {
    return stack.addresses().service(SuiteService.BILLING);
  }

  Connection database() throws SQLException {
    return stack.postgres().connectAsSuperuser(SuiteService.BILLING.id());
  }

  /** A token of the platform's own services. */
  String platformToken() throws IOException, InterruptedException {
    return PlatformToken.fetch(stack.addresses());
  }

  /** Organizations that exist for billing alone, each with that many credits and no others. */
  List<UUID> organizations(int count, long thousandths) throws SQLException {
    List<UUID> created = new ArrayList<>();
    try (Connection connection = database();
        PreparedStatement pool = connection.prepareStatement(POOL);
        PreparedStatement grant = connection.prepareStatement(GRANT);
        PreparedStatement line = connection.prepareStatement(LINE)) {
      for (int i = 0; i < count; i++) {
        UUID organization = TimeOrdered.uuid();
        UUID id = TimeOrdered.uuid();
        pool.setObject(1, organization);
        pool.addBatch();
        grant.setObject(1, organization);
        grant.setObject(2, id);
        grant.setLong(3, thousandths);
        grant.setLong(4, thousandths);
        grant.addBatch();
        line.setObject(1, organization);
        line.setObject(2, id);
        line.setLong(3, thousandths);
        line.addBatch();
        created.add(organization);
      }
      pool.executeBatch();
      grant.executeBatch();
      line.executeBatch();
    }
    return created;
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private static final String POOL =
      """
      INSERT INTO credit_pools (organization_id, daily_credits, catalogue_version, subscription,
        period_anchor, period_start, period_end, credits_per_seat, seats,
        agreed_credits_per_seat, agreed_seats)
      VALUES (?, 0, '2026-03', 'bench', now(), now(), now() + interval '1 month', 0, 1, 0, 1)
      """;

  private static final String GRANT =
      """
      INSERT INTO credit_grants (organization_id, id, bucket, granted, remaining, granted_at,
        source_key, reason)
      VALUES (?, ?, 'bonus', ?, ?, now(), 'bench', 'bench')
      """;

  private static final String LINE =
      """
      INSERT INTO credit_ledger (organization_id, entry, bucket, grant_id, credits, reference, at)
      VALUES (?, 'grant', 'bonus', ?, ?, 'bench', now())
      """;

  @Override
  public void close() {
    stack.close();
  }
}
