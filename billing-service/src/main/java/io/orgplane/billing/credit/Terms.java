package io.orgplane.billing.credit;

import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.CreditTerms;
import java.util.List;

/** What a catalogue says about credits: in which order they are drawn, and at what price. */
public record Terms(List<Bucket> drawOrder, String currency, CreditTerms sales) {

  public Terms {
    drawOrder = List.copyOf(drawOrder);
  }

  static Terms of(Catalogue catalogue) {
    return new Terms(catalogue.drawOrder(), catalogue.currency(), catalogue.credits());
  }
}
