package io.orgplane.byok.fallback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rules of all organizations; one that never said anything is strict. */
@ApplicationScoped
class FallbackPolicies {

  private static final String FIND =
      """
      SELECT version, policy, enforced, workspaces::text FROM fallback_policies
      WHERE organization_id = $1
      """;

  private static final String SAVE =
      """
      INSERT INTO fallback_policies (organization_id, version, policy, enforced, workspaces)
      VALUES ($1, $2, $3, $4, $5::text::jsonb)
      ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version,
        policy = excluded.policy, enforced = excluded.enforced, workspaces = excluded.workspaces
      """;

  private final ObjectMapper json;

  FallbackPolicies(ObjectMapper json) {
    this.json = json;
  }

  Uni<FallbackPolicy> of(Tx tx, OrganizationId organization) {
    return tx.find(FIND, this::policy, organization)
        .map(found -> found.orElse(FallbackPolicy.STRICT));
  }

  /** The caller holds the organization's configuration, so that changes come one by one. */
  Uni<Void> save(Tx tx, OrganizationId organization, FallbackPolicy policy) {
    return tx.execute(
            SAVE,
            organization,
            policy.version(),
            policy.policy(),
            policy.enforced(),
            written(policy.workspaces()))
        .replaceWithVoid();
  }

  private FallbackPolicy policy(Row row) {
    return new FallbackPolicy(
        row.getLong("version"),
        Policy.of(row.getString("policy")),
        row.getBoolean("enforced"),
        read(row.getString("workspaces")));
  }

  private String written(Map<WorkspaceId, Policy> workspaces) {
    Map<String, String> plain = new TreeMap<>();
    workspaces.forEach((id, policy) -> plain.put(id.toString(), policy.toString()));
    try {
      return json.writeValueAsString(plain);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("text can be written as JSON", impossible);
    }
  }

  private Map<WorkspaceId, Policy> read(String text) {
    try {
      return json.readValue(text, new TypeReference<Map<String, String>>() {}).entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> new WorkspaceId(UUID.fromString(entry.getKey())),
                  entry -> Policy.of(entry.getValue())));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a kept policy cannot be read", unreadable);
    }
  }
}
