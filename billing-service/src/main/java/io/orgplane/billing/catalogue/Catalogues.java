package io.orgplane.billing.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** Every version of the catalogue, loaded and checked before anything is sold. */
@Startup
@ApplicationScoped
public class Catalogues {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final List<Catalogue> versions;
  private final Clock clock;

  Catalogues(CatalogueConfig config, Clock clock) {
    this.clock = clock;
    this.versions =
        config.versions().stream()
            .map(version -> CatalogueCheck.checked(version, load(version)))
            .sorted(Comparator.comparing(Catalogue::validFrom))
            .toList();
    current();
  }

  /** Under which a sale happens now. */
  public final Catalogue current() {
    return versions.stream()
        .filter(version -> !version.validFrom().isAfter(clock.instant()))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new IllegalStateException("no catalogue is valid yet"));
  }

  /** The one that a subscription was bought under. */
  public Catalogue version(String name) {
    return versions.stream()
        .filter(version -> version.version().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no catalogue " + name));
  }

  public Plan plan(PlanKey key) {
    return version(key.catalogueVersion()).require(key.plan());
  }

  private static Catalogue load(String version) {
    String resource = "catalogue/" + version + ".json";
    try (InputStream file = Catalogues.class.getClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("there is no resource " + resource);
      }
      return JSON.readValue(file, Catalogue.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource, unreadable);
    }
  }
}
