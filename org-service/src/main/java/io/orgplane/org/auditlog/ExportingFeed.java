package io.orgplane.org.auditlog;

import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A feed as CSV, of any length: read in batches, each in a transaction of its own, and only as fast
 * as the client takes it. It ends where the feed ended when it began.
 */
@ApplicationScoped
class ExportingFeed {

  private static final String HEADER =
      Csv.line(
          "position",
          "time",
          "id",
          "action",
          "actorType",
          "actorId",
          "actorEmail",
          "subjectType",
          "subjectId",
          "subjectName",
          "service",
          "address",
          "before",
          "after");

  private final Transactions transactions;
  private final Entries entries;
  private final AuditConfig config;

  ExportingFeed(Transactions transactions, Entries entries, AuditConfig config) {
    this.transactions = transactions;
    this.entries = entries;
    this.config = config;
  }

  /** What is exported: everything of the filter in one stretch of one feed. */
  record Export(OrganizationId organization, Filter filter, Stretch stretch) {}

  Uni<Export> begin(OrganizationId organization, Filter filter, Position after) {
    return transactions
        .in(organization, tx -> entries.stretch(tx, organization, filter))
        .map(found -> new Export(organization, filter, found.after(after.value())));
  }

  /** The header, then a text for each batch of entries. */
  Multi<String> lines(Export export) {
    AtomicLong reached = new AtomicLong();
    Multi<String> batches =
        Multi.createBy()
            .repeating()
            .uni(() -> batch(export, reached.get()).invoke(batch -> advance(reached, batch)))
            .whilst(batch -> batch.size() == config.exportBatch())
            .map(ExportingFeed::text);
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(HEADER), batches);
  }

  private Uni<List<Entry>> batch(Export export, long reached) {
    return transactions.in(
        export.organization(),
        tx ->
            entries.page(
                tx,
                export.organization(),
                export.filter(),
                export.stretch().after(reached),
                Order.OLDEST,
                config.exportBatch()));
  }

  private static void advance(AtomicLong reached, List<Entry> batch) {
    if (!batch.isEmpty()) {
      reached.set(batch.getLast().position());
    }
  }

  private static String text(List<Entry> batch) {
    return batch.stream().map(ExportingFeed::line).collect(Collectors.joining());
  }

  private static String line(Entry entry) {
    return Csv.line(
        entry.position(),
        entry.time(),
        entry.id(),
        entry.action(),
        entry.actor().type(),
        entry.actor().id(),
        entry.actor().email(),
        entry.subject().type(),
        entry.subject().id(),
        entry.subject().name(),
        entry.source().service(),
        entry.source().address(),
        entry.before(),
        entry.after());
  }
}
