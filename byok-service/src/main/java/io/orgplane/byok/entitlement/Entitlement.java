package io.orgplane.byok.entitlement;

/**
 * What billing-service last said about this organization.
 *
 * @param hasByok whether the plan has the feature
 * @param readOnly whether nothing may be changed, such as after the grace of an unpaid invoice
 */
public record Entitlement(boolean hasByok, boolean readOnly) {

  static final Entitlement NONE = new Entitlement(false, false);

  /** Whether a configuration may be in use. */
  public boolean allowsUse() {
    return hasByok && !readOnly;
  }
}
