package io.orgplane.kit.probe;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Writes a note and its event in one transaction. */
@ApplicationScoped
public class Notes {

  private static final UUID FIRST = new UUID(0, 0);

  private final Transactions transactions;
  private final Outbox outbox;

  Notes(Transactions transactions, Outbox outbox) {
    this.transactions = transactions;
    this.outbox = outbox;
  }

  public Uni<Note> write(OrganizationId organization, String text, long version) {
    return transactions.in(organization, tx -> write(tx, organization, text, version));
  }

  public Uni<Note> write(Tx tx, OrganizationId organization, String text, long version) {
    Note note = new Note(Ids.next(), text, version);
    return tx.execute(
            "INSERT INTO notes (organization_id, id, text, version) VALUES ($1, $2, $3, $4)",
            organization,
            note.id(),
            note.text(),
            version)
        .chain(() -> outbox.append(tx, new OrganizationUpdated(organization, text, "", version)))
        .replaceWith(note);
  }

  Uni<List<Note>> list(OrganizationId organization, PageRequest page) {
    UUID after = page.after(1).map(Notes::position).orElse(FIRST);
    return transactions.in(
        organization,
        tx ->
            tx.list(
                """
                SELECT id, text, version FROM notes
                WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3
                """,
                row -> new Note(row.getUUID("id"), row.getString("text"), row.getLong("version")),
                organization,
                after,
                page.fetch()));
  }

  private static UUID position(Cursor cursor) {
    try {
      return Ids.parse(cursor.key().getFirst());
    } catch (IllegalArgumentException malformed) {
      throw Cursor.invalid();
    }
  }

  /** What is written. */
  public record Note(UUID id, String text, long version) {}
}
