package io.orgplane.byok.vending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orgplane.byok.vending.StandingRows.Asked;
import io.orgplane.byok.vending.StandingRows.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Standings that are remembered, each with the version at which it was read. Versions are read for
 * every answer, and rise with every change in the transaction that makes it: a standing of the same
 * version is what the rows would say. Nothing has to be told to be forgotten.
 */
@ApplicationScoped
class KnownStandings {

  private final StandingRows rows;
  private final Cache<Asked, Standing> known;

  KnownStandings(StandingRows rows, VendingConfig config) {
    this.rows = rows;
    this.known = Caffeine.newBuilder().maximumSize(config.kept()).build();
  }

  /** As they are at a moment after this call. */
  Uni<Map<Asked, Standing>> of(Collection<Asked> asked) {
    return rows.versions().chain(versions -> at(versions, asked));
  }

  private Uni<Map<Asked, Standing>> at(long[] versions, Collection<Asked> asked) {
    Map<Asked, Standing> found = HashMap.newHashMap(asked.size());
    List<Asked> changed = new ArrayList<>();
    for (Asked each : asked) {
      Standing standing = remembered(each, versions[each.shard()]);
      if (standing == null) {
        changed.add(each);
      } else {
        found.put(each, standing);
      }
    }
    return changed.isEmpty()
        ? Uni.createFrom().item(found)
        : rows.of(changed).map(read -> with(found, changed, read));
  }

  /** A later one than asked for will do. */
  private @Nullable Standing remembered(Asked asked, long version) {
    Standing standing = known.getIfPresent(asked);
    return standing == null || standing.version() < version ? null : standing;
  }

  private Map<Asked, Standing> with(
      Map<Asked, Standing> found, List<Asked> changed, List<Standing> read) {
    for (int i = 0; i < changed.size(); i++) {
      found.put(changed.get(i), read.get(i));
      known.asMap().merge(changed.get(i), read.get(i), KnownStandings::later);
    }
    return found;
  }

  private static Standing later(Standing one, Standing other) {
    return one.version() > other.version() ? one : other;
  }
}
