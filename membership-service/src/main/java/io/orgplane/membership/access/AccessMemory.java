package io.orgplane.membership.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.membership.access.AccessRows.Found;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The organizations that are remembered, within bounds: what was asked about longest ago goes
 * first. Nothing in here is an answer before its version has been compared.
 */
@ApplicationScoped
class AccessMemory {

  /** An organization is weighed again when it has grown by that share. */
  private static final int GROWTH = 8;

  private final Cache<OrganizationId, Weighed> organizations;
  private final int largest;

  private record Weighed(KnownOrganization organization, int weight) {
    static Weighed now(KnownOrganization organization) {
      return new Weighed(organization, organization.size());
    }

    boolean hasGrown() {
      return organization.size() > weight + weight / GROWTH;
    }
  }

  AccessMemory(AccessConfig config, MeterRegistry metrics) {
    this.largest = config.remembered() / 2;
    this.organizations =
        Caffeine.newBuilder()
            .maximumWeight(config.remembered())
            .weigher((OrganizationId id, Weighed known) -> known.weight())
            .executor(Runnable::run)
            .build();
    metrics.gauge("orgplane.access.remembered", this, AccessMemory::size);
  }

  @Nullable KnownOrganization find(OrganizationId organization) {
    Weighed known = organizations.getIfPresent(organization);
    return known == null ? null : known.organization();
  }

  /** Of an organization that has never been heard of nothing is kept: anybody can name one. */
  void keep(Found found) {
    if (found.version() == 0) {
      return;
    }
    OrganizationId id = found.facts().about().organization();
    Weighed known = organizations.get(id, absent -> Weighed.now(new KnownOrganization(id, found)));
    known.organization().keep(found);
    if (known.hasGrown()) {
      weigh(id, known.organization());
    }
  }

  void forget(KnownOrganization organization) {
    organizations.invalidate(organization.organization());
  }

  /**
   * One that alone takes half of the room begins anew, rather than being thrown out by its size.
   */
  private void weigh(OrganizationId id, KnownOrganization known) {
    if (known.size() > largest) {
      organizations.invalidate(id);
    } else {
      organizations.put(id, Weighed.now(known));
    }
  }

  private double size() {
    return organizations.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
