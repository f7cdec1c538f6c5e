package io.orgplane.byok.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The last test of each stored configuration, kept beside it. */
@ApplicationScoped
class LastChecks {

  private static final String NOTE =
      """
      UPDATE configurations SET last_check = $3::text::jsonb
      WHERE organization_id = $1 AND generation = $2
      """;

  private static final String FIND =
      """
      SELECT last_check::text FROM configurations
      WHERE organization_id = $1 AND last_check IS NOT NULL
      """;

  private final ObjectMapper json;

  LastChecks(ObjectMapper json) {
    this.json = json;
  }

  /** Only as long as they still are the settings that were tested. */
  Uni<Void> note(Tx tx, OrganizationId organization, long generation, LastCheck check) {
    return tx.execute(NOTE, organization, generation, written(check)).replaceWithVoid();
  }

  Uni<Optional<LastCheck>> find(Tx tx, OrganizationId organization) {
    return tx.find(FIND, row -> read(row.getString("last_check")), organization);
  }

  private String written(LastCheck check) {
    try {
      return json.writeValueAsString(check);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("a check can be written as JSON", unwritable);
    }
  }

  private LastCheck read(String text) {
    try {
      return json.readValue(text, LastCheck.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a kept check cannot be read", unreadable);
    }
  }
}
