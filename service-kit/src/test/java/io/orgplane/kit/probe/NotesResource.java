package io.orgplane.kit.probe;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.probe.Notes.Note;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

@Path("/v1/organizations/{org}/notes")
@Authenticated
public class NotesResource {

  private static final Permission UPDATE =
      PermissionMatrix.standard().permission("organization:update");

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Notes notes;

  NotesResource(
      Callers callers,
      Access access,
      Transactions transactions,
      Idempotency idempotency,
      Notes notes) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.notes = notes;
  }

  public record NewNote(@NotBlank @Size(max = 100) String text, @Positive long version) {}

  @GET
  public Uni<Page<Note>> list(
      @PathParam("org") OrganizationId org, @BeanParam @Valid PageRequest page) {
    return access
        .requireMember(callers.user(), org)
        .chain(() -> notes.list(org, page))
        .map(found -> Page.of(found, page, note -> Cursor.at(note.id())));
  }

  @POST
  public Uni<Note> write(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull NewNote wanted) {
    Caller.User user = callers.user();
    return access
        .require(user, org, UPDATE)
        .chain(
            () ->
                transactions.in(
                    org,
                    tx ->
                        idempotency.once(
                            tx,
                            org,
                            user,
                            key,
                            wanted,
                            Note.class,
                            () -> notes.write(tx, org, wanted.text(), wanted.version()))));
  }
}
