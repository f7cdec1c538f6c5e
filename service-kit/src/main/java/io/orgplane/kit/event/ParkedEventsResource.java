package io.orgplane.kit.event;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * For operators, on the service's own port and not through the front door: what is parked, and
 * taking it up again.
 */
@Path("/admin/parked-events")
@RolesAllowed("platform-service")
public class ParkedEventsResource {

  private static final int LIST_LIMIT = 200;

  private final Transactions transactions;
  private final ParkedEvents parked;
  private final Redrive redrive;

  ParkedEventsResource(Transactions transactions, ParkedEvents parked, Redrive redrive) {
    this.transactions = transactions;
    this.parked = parked;
    this.redrive = redrive;
  }

  /** The keys that wait, oldest first, at most 200. */
  @GET
  @Operation(summary = "The keys whose events are parked, oldest first, at most 200")
  public Uni<Listing> list() {
    return transactions.acrossOrganizations(tx -> parked.list(tx, LIST_LIMIT)).map(Listing::new);
  }

  @POST
  @Path("/redrive")
  @Operation(summary = "Takes a parked key up again, in order")
  public Uni<Redrive.Outcome> redrive(@Valid @NotNull RedriveRequest wanted) {
    return redrive.of(wanted.consumer(), wanted.key(), wanted.skipFirst());
  }

  /** What is parked. */
  public record Listing(List<ParkedKey> items) {}

  /**
   * Which queue to take up.
   *
   * @param keyHex as listed
   * @param skipFirst drop the first event for good, when it can never be applied
   */
  public record RedriveRequest(
      @NotBlank String consumer, @NotNull String keyHex, boolean skipFirst) {

    byte[] key() {
      try {
        return HexFormat.of().parseHex(keyHex);
      } catch (IllegalArgumentException malformed) {
        throw new ValidationFailed("keyHex", "must be the hexadecimal form from the listing");
      }
    }
  }
}
