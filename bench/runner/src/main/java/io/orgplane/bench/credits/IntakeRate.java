package io.orgplane.bench.credits;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Events;
import io.orgplane.bench.TimeOrdered;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Durable, deduplicated records of usage from Kafka, beside bare inserts of many rows. */
public final class IntakeRate implements Benchmark {

  private static final int ORGANIZATIONS = 40;
  private static final int RECORDS = 200_000;
  private static final int WARM_UP = 300_000;
  private static final int ROUNDS = 3;
  private static final int ROWS = 1_000;
  private static final int BARE_ROWS = 300_000;
  private static final double GOAL = 10_000;
  private static final double SHARE = 0.5;

  private long ids;

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public Section run() throws Exception {
    try (Billing billing = Billing.start();
        KafkaProducer<byte[], byte[]> producer = producer(billing)) {
      List<UUID> organizations = billing.organizations(ORGANIZATIONS, 1_000_000_000_000L);
      prepare(billing);
      take(billing, producer, organizations, WARM_UP);
      bare(billing);
      Table table = new Table("round", "from Kafka, records/s", "bare inserts, rows/s", "ratio");
      double taken = 0;
      double bare = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        double rate = take(billing, producer, organizations, RECORDS);
        double floor = bare(billing);
        taken += rate / ROUNDS;
        bare += floor / ROUNDS;
        table.row(
            round, "%.0f".formatted(rate), "%.0f".formatted(floor), "%.2f".formatted(rate / floor));
      }
      return new Section(
          "Intake of usage from Kafka, %d organizations".formatted(ORGANIZATIONS),
          table,
          "Goals: %.0f a second, %s (%.0f); %.1f of bare inserts, %s (%.2f)."
              .formatted(
                  GOAL,
                  taken >= GOAL ? "reached" : "missed",
                  taken,
                  SHARE,
                  taken / bare >= SHARE ? "reached" : "missed",
                  taken / bare));
    }
  }

  /** Counted from when all of it lies in Kafka, so that producing costs the service nothing. */
  private double take(
      Billing billing, KafkaProducer<byte[], byte[]> producer, List<UUID> organizations, int count)
      throws SQLException, InterruptedException {
    long before = recorded(billing);
    for (int i = 0; i < count; i++) {
      var unused = producer.send(record(organizations.get(i % ORGANIZATIONS)));
    }
    producer.flush();
    long begun = System.nanoTime();
    long first = recorded(billing);
    long last = first;
    while (last < before + count) {
      Thread.sleep(20);
      last = recorded(billing);
    }
    return (last - first) / ((System.nanoTime() - begun) / 1e9);
  }

  private static long recorded(Billing billing) throws SQLException {
    return billing.number("SELECT coalesce(sum(records), 0) FROM usage_days");
  }

  private ProducerRecord<byte[], byte[]> record(UUID organization) {
    String json =
        "{\"id\":\"k-%d\",\"organizationId\":\"%s\",\"workspaceId\":\"%s\",\"userId\":\"user-%d\",\"kind\":\"operation\",\"credits\":0.001}"
            .formatted(++ids, organization, organization, ids % 10);
    return Events.event(
        "usage-events",
        "usage-reported",
        organization.toString(),
        json.getBytes(StandardCharsets.UTF_8));
  }

  private static KafkaProducer<byte[], byte[]> producer(Billing billing) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            billing.stack().addresses().kafka(),
            "acks",
            "all",
            "linger.ms",
            5,
            "batch.size",
            128 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void prepare(Billing billing) throws SQLException {
    try (Connection connection = billing.database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE bare_usage (organization_id uuid NOT NULL, id text NOT NULL,
            workspace_id uuid NOT NULL, user_id text, kind text NOT NULL, credits bigint NOT NULL,
            source text NOT NULL, remaining bigint NOT NULL, occurred_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL, attributes jsonb, PRIMARY KEY (organization_id, id))
          """);
    }
  }

  /** As many rows to a statement as a poll of one organization brings, a commit for each. */
  private double bare(Billing billing) throws SQLException {
    try (Connection connection = billing.database();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO bare_usage SELECT ?::uuid, unnest(?::text[]), ?::uuid, 'user', 'operation', 1,
                  'credits', 1, now(), now(), NULL ON CONFLICT DO NOTHING
                """)) {
      String organization = TimeOrdered.uuid().toString();
      long begun = System.nanoTime();
      for (int done = 0; done < BARE_ROWS; done += ROWS) {
        String[] all = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
          all[i] = "k-" + ++ids;
        }
        insert.setString(1, organization);
        insert.setArray(2, connection.createArrayOf("text", all));
        insert.setString(3, organization);
        insert.executeUpdate();
      }
      return BARE_ROWS / ((System.nanoTime() - begun) / 1e9);
    }
  }
}
