package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.Invoice;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our copy of the provider's invoices, which tells of each outcome once. */
@ApplicationScoped
class Invoices {

  private static final String COLUMNS =
      """
      SELECT id, number, status, amount_due, amount_paid, currency, attempts, created_at, page_url,
        pdf_url
      FROM invoices
      """;

  private static final String PAGE =
      COLUMNS
          + """
          WHERE organization_id = $1 AND (created_at, id) < ($2, $3)
          ORDER BY created_at DESC, id DESC LIMIT $4
          """;

  private static final String KEEP =
      """
      INSERT INTO invoices (organization_id, id, number, status, amount_due, amount_paid, currency,
        attempts, created_at, page_url, pdf_url)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (organization_id, id) DO UPDATE
      SET number = excluded.number, status = excluded.status, amount_due = excluded.amount_due,
        amount_paid = excluded.amount_paid, attempts = excluded.attempts,
        page_url = excluded.page_url, pdf_url = excluded.pdf_url
      """;

  private final Outbox outbox;

  Invoices(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Takes over what the provider has now; under the subscription's lock. */
  Uni<Void> follow(Tx tx, OrganizationId organization, List<Invoice> fetched) {
    return tx.list(
            COLUMNS + "WHERE organization_id = $1 AND id = ANY($2)",
            Invoices::invoice,
            organization,
            fetched.stream().map(Invoice::id).toArray(String[]::new))
        .map(known -> known.stream().collect(Collectors.toMap(Invoice::id, Function.identity())))
        .chain(known -> follow(tx, organization, fetched, known));
  }

  /** Newest first, from a position on. */
  Uni<List<Invoice>> page(
      Tx tx, OrganizationId organization, Instant before, String id, int limit) {
    return tx.list(PAGE, Invoices::invoice, organization, before, id, limit);
  }

  private Uni<Void> follow(
      Tx tx, OrganizationId organization, List<Invoice> fetched, Map<String, Invoice> known) {
    List<Invoice> news =
        fetched.stream()
            .filter(invoice -> !invoice.equals(known.get(invoice.id())))
            .sorted((one, other) -> one.createdAt().compareTo(other.createdAt()))
            .toList();
    List<DomainEvent> events = new ArrayList<>();
    news.forEach(invoice -> tell(organization, known.get(invoice.id()), invoice, events));
    return tx.executeEach(KEEP, news.stream().map(each -> row(organization, each)).toList())
        .chain(() -> outbox.append(tx, events));
  }

  private static void tell(
      OrganizationId organization,
      @Nullable Invoice before,
      Invoice now,
      List<DomainEvent> events) {
    boolean wasPaid = before != null && before.isPaid();
    if (now.isPaid() && !wasPaid && now.amountPaid() > 0) {
      events.add(new InvoicePaid(organization, now.id(), now.amountPaid(), now.currency()));
    }
    long attemptsBefore = before == null ? 0 : before.attempts();
    if (now.isOpen() && now.attempts() > attemptsBefore) {
      events.add(new PaymentFailed(organization, now.id(), now.amountDue(), now.currency()));
    }
  }

  private static @Nullable Object[] row(OrganizationId organization, Invoice it) {
    return new @Nullable Object[] {
      organization,
      it.id(),
      it.number(),
      it.status(),
      it.amountDue(),
      it.amountPaid(),
      it.currency(),
      it.attempts(),
      it.createdAt(),
      it.pageUrl(),
      it.pdfUrl()
    };
  }

  private static Invoice invoice(Row row) {
    return new Invoice(
        row.getString("id"),
        row.getString("number"),
        row.getString("status"),
        row.getLong("amount_due"),
        row.getLong("amount_paid"),
        row.getString("currency"),
        row.getLong("attempts"),
        Rows.instant(row, "created_at"),
        row.getString("page_url"),
        row.getString("pdf_url"));
  }
}
