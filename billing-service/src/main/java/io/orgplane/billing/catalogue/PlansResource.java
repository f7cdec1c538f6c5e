package io.orgplane.billing.catalogue;

import io.orgplane.billing.amount.Credits;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The price list, which everybody may read. */
@Path("/v1/plans")
@PermitAll
public class PlansResource {

  private final Catalogues catalogues;

  PlansResource(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  /** The catalogue as it is sold now. */
  public record CatalogueView(String version, String currency, List<PlanView> plans) {

    static CatalogueView of(Catalogue catalogue) {
      return new CatalogueView(
          catalogue.version(),
          catalogue.currency(),
          catalogue.plans().stream().map(PlanView::of).toList());
    }
  }

  /**
   * A plan.
   *
   * @param sale free, checkout or agreement
   * @param prices minor units per seat per month, when billed by the month and by the year
   * @param workspaces null is without limit
   * @param members null is by seats
   */
  public record PlanView(
      String name,
      String sale,
      @Nullable Map<Interval, Long> prices,
      @Nullable Credits creditsPerSeat,
      @Nullable Credits dailyCredits,
      @Nullable Integer workspaces,
      @Nullable Integer members,
      int minimumSeats,
      int rolloverMonths,
      List<String> features,
      @Nullable Integer trialDays) {

    static PlanView of(Plan plan) {
      return new PlanView(
          plan.name(),
          plan.sale().name().toLowerCase(Locale.ROOT),
          plan.prices().isEmpty() ? null : plan.prices(),
          plan.creditsPerSeat(),
          plan.dailyCredits(),
          plan.workspaces(),
          plan.members(),
          plan.minimumSeats(),
          plan.rolloverMonths(),
          plan.features(),
          plan.trial() == null ? null : plan.trial().days());
    }
  }

  @GET
  @Operation(summary = "The plans that can be bought, with prices in minor units")
  public CatalogueView current() {
    return CatalogueView.of(catalogues.current());
  }
}
