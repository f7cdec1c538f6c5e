package io.orgplane.billing.limit;

import io.orgplane.billing.catalogue.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an organization has in use, as the other services have told. */
public record InUse(int members, int workspaces, boolean byok, boolean sso) {

  /** Of what there would be too much on this plan. Nothing of it is ever taken away. */
  public List<OverLimit> over(Plan plan) {
    List<OverLimit> over = new ArrayList<>();
    count(over, "members", members, plan.members());
    count(over, "workspaces", workspaces, plan.workspaces());
    feature(over, "byok", byok, plan);
    feature(over, "sso", sso, plan);
    return List.copyOf(over);
  }

  private static void count(List<OverLimit> over, String what, int used, @Nullable Integer limit) {
    if (limit != null && used > limit) {
      over.add(new OverLimit(what, used, limit));
    }
  }

  private static void feature(List<OverLimit> over, String feature, boolean used, Plan plan) {
    if (used && !plan.features().contains(feature)) {
      over.add(new OverLimit(feature, 1, 0));
    }
  }
}
