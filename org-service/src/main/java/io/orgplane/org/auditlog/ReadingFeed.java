package io.orgplane.org.auditlog;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a feed. */
@ApplicationScoped
class ReadingFeed {

  private final Transactions transactions;
  private final Entries entries;

  ReadingFeed(Transactions transactions, Entries entries) {
    this.transactions = transactions;
    this.entries = entries;
  }

  /**
   * @param nextAfter how far the feed has been read by this page and those before it; null when it
   *     is read backwards
   */
  @Schema(name = "AuditFeed")
  record FeedView(
      java.util.List<Entry> items,
      @Schema(nullable = true, description = "Of the next page; null when there is none at present")
          @Nullable String nextCursor,
      @Schema(
              nullable = true,
              description =
                  "Where a follower goes on: the next `after`. Null when order is `newest`")
          @Nullable Long nextAfter) {}

  Uni<FeedView> forwards(
      OrganizationId organization, Filter filter, Position after, PageRequest request) {
    long from =
        Math.max(
            after.value(), request.after(1).map(Position::of).orElse(Position.BEFORE_ALL).value());
    return transactions.in(
        organization,
        tx ->
            entries
                .stretch(tx, organization, filter)
                .chain(all -> forwards(tx, organization, filter, all.after(from), request)));
  }

  private Uni<FeedView> forwards(
      Tx tx, OrganizationId organization, Filter filter, Stretch stretch, PageRequest request) {
    long seen = Math.max(stretch.first() - 1, stretch.end());
    return entries
        .page(tx, organization, filter, stretch, Order.OLDEST, request.fetch())
        .map(found -> Page.of(found, request, ReadingFeed::position))
        .map(page -> new FeedView(page.items(), page.nextCursor(), nextAfter(page, seen)));
  }

  Uni<FeedView> backwards(OrganizationId organization, Filter filter, PageRequest request) {
    long before = request.after(1).map(Position::of).map(Position::value).orElse(Long.MAX_VALUE);
    return transactions.in(
        organization,
        tx ->
            entries
                .stretch(tx, organization, filter)
                .chain(
                    all ->
                        entries.page(
                            tx,
                            organization,
                            filter,
                            all.before(before),
                            Order.NEWEST,
                            request.fetch()))
                .map(found -> Page.of(found, request, ReadingFeed::position))
                .map(page -> new FeedView(page.items(), page.nextCursor(), null)));
  }

  /** All of the feed has been looked through when there is no next page, matching or not. */
  private static long nextAfter(Page<Entry> page, long seen) {
    return page.nextCursor() == null ? seen : page.items().getLast().position();
  }

  private static Cursor position(Entry entry) {
    return Cursor.at(entry.position());
  }
}
