package io.orgplane.billing.credit;

import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The credits of an organization, for its Owners. */
@Path("/v1/organizations/{org}/billing/credits")
@Authenticated
public class CreditsResource {

  private static final Permission USAGE_READ = PermissionMatrix.standard().permission("usage:read");

  private final Callers callers;
  private final Access access;
  private final ReadingCredits reading;
  private final Ledger ledger;

  CreditsResource(Callers callers, Access access, ReadingCredits reading, Ledger ledger) {
    this.callers = callers;
    this.access = access;
    this.reading = reading;
    this.ledger = ledger;
  }

  @GET
  @Operation(summary = "What is left, by bucket, and when more comes")
  public Uni<CreditsView> credits(@PathParam("org") OrganizationId org) {
    return access.require(callers.user(), org, USAGE_READ).chain(() -> reading.of(org));
  }

  @GET
  @Path("/ledger")
  @Operation(
      summary = "Every grant, draw and expiry, newest first",
      description =
          "A draw names the grant it came from, and as reference the usage that it was for. Can be"
              + " filtered by bucket, entry (grant, draw or expiry) and reference.")
  public Uni<Page<Ledger.Line>> ledger(
      @PathParam("org") OrganizationId org,
      @QueryParam("bucket") @Nullable String bucket,
      @QueryParam("entry") @Nullable String entry,
      @QueryParam("reference") @Nullable String reference,
      @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, USAGE_READ)
        .map(allowed -> filter(bucket, entry, reference))
        .chain(filter -> ledger.read(org, filter, page))
        .map(found -> Page.of(found, page, line -> Cursor.at(line.position())));
  }

  private static Ledger.Filter filter(
      @Nullable String bucket, @Nullable String entry, @Nullable String reference) {
    return new Ledger.Filter(
        bucket == null ? null : named("bucket", bucket, Bucket::named),
        entry == null ? null : named("entry", entry, LedgerEntry.Kind::named),
        reference);
  }

  private static <T> T named(String field, String name, Function<String, T> of) {
    try {
      return of.apply(name);
    } catch (IllegalArgumentException unknown) {
      throw new ValidationFailed(field, "is not known: " + name);
    }
  }
}
