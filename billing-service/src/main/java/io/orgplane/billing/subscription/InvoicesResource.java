package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.payment.Invoice;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The invoices, for the organization's Owners. */
@Path("/v1/organizations/{org}/billing/invoices")
@Authenticated
public class InvoicesResource {

  private static final Permission MANAGE = PermissionMatrix.standard().permission("billing:manage");

  /** After every invoice, and within what the database takes. */
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Invoices invoices;

  InvoicesResource(Callers callers, Access access, Transactions transactions, Invoices invoices) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.invoices = invoices;
  }

  /**
   * An invoice; amounts are minor units.
   *
   * @param status draft, open, paid, void or uncollectible
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record InvoiceView(
      String id,
      @Nullable String number,
      String status,
      long amountDue,
      long amountPaid,
      String currency,
      Instant createdAt,
      @Nullable String pageUrl,
      @Nullable String pdfUrl) {

    static InvoiceView of(Invoice it) {
      return new InvoiceView(
          it.id(),
          it.number(),
          it.status(),
          it.amountDue(),
          it.amountPaid(),
          it.currency(),
          it.createdAt(),
          it.pageUrl(),
          it.pdfUrl());
    }
  }

  @GET
  @Operation(summary = "Invoices, newest first, with links to their pages and PDFs")
  public Uni<Page<InvoiceView>> list(
      @PathParam("org") OrganizationId org, @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(() -> read(org, page))
        .map(found -> Page.of(found, page, it -> Cursor.at(it.createdAt(), it.id())))
        .map(found -> found.map(InvoiceView::of));
  }

  private Uni<List<Invoice>> read(OrganizationId org, PageRequest page) {
    Cursor after = page.after(2).orElse(Cursor.at(END_OF_TIME, ""));
    Instant before = time(after);
    String id = after.key().get(1);
    return transactions.in(org, tx -> invoices.page(tx, org, before, id, page.fetch()));
  }

  private static Instant time(Cursor cursor) {
    try {
      Instant time = Instant.parse(cursor.key().getFirst());
      if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
        throw Cursor.invalid();
      }
      return time;
    } catch (DateTimeParseException malformed) {
      throw Cursor.invalid();
    }
  }
}
