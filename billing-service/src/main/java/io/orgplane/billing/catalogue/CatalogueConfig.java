package io.orgplane.billing.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Which catalogue versions there are. */
@ConfigMapping(prefix = "orgplane.catalogue")
public interface CatalogueConfig {

  /**
   * The versions to load, each from the resource {@code catalogue/<version>.json}. One under which
   * a subscription exists must stay.
   */
  @WithDefault("2026-03")
  List<String> versions();
}
