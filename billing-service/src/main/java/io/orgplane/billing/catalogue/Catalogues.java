package io.orgplane.billing.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    CatalogueCheck.checkTogether(versions, clock.instant());
  }

  /** Under which a sale happens now. */
  public Catalogue current() {
    return soldAt(versions, clock.instant())
        .orElseThrow(() -> new IllegalStateException("nothing is sold now"));
  }

  /** The newest of those that are valid then. */
  static Optional<Catalogue> soldAt(List<Catalogue> versions, Instant time) {
    return versions.stream()
        .filter(version -> version.isSoldAt(time))
        .reduce((older, newer) -> newer);
  }

  /** The one that a subscription was bought under. */
  public Catalogue version(String name) {
    return versions.stream()
        .filter(version -> version.version().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no catalogue %s: name it in orgplane.catalogue.versions, for as long as somebody is on it"
                        .formatted(name)));
  }

  public Plan plan(PlanKey key) {
    return version(key.catalogueVersion()).require(key.plan());
  }

  private static Catalogue load(String version) {
    String resource = "catalogue/" + version + ".json";
    try (InputStream file = Catalogues.class.getClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(
            "there is no resource %s: add it, or take %s out of orgplane.catalogue.versions"
                .formatted(resource, version));
      }
      return JSON.readValue(file, Catalogue.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(
          "%s cannot be read, correct it: %s".formatted(resource, malformed.getMessage()),
          malformed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource, unreadable);
    }
  }
}
