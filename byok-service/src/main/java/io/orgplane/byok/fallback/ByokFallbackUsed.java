package io.orgplane.byok.fallback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call runs on the platform's account. Billing draws its credits, once by its id. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ByokFallbackUsed(
    OrganizationId organizationId,
    String id,
    WorkspaceId workspaceId,
    @Nullable UserId userId,
    Policy policy,
    @Nullable String operation,
    String model,
    String region,
    String error,
    String endpoint,
    int inputTokens,
    int outputTokens,
    BigDecimal credits)
    implements DomainEvent {

  static ByokFallbackUsed of(FallbackAsked asked, Policy policy) {
    return new ByokFallbackUsed(
        asked.organizationId(),
        asked.id(),
        asked.workspaceId(),
        asked.userId(),
        policy,
        asked.operation(),
        asked.model(),
        asked.region(),
        asked.error(),
        asked.endpoint(),
        asked.inputTokens(),
        asked.outputTokens(),
        asked.credits());
  }

  /** As the audit feed shows it. */
  Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("workspaceId", workspaceId);
    facts.put("userId", userId);
    facts.put("policy", policy);
    facts.put("operation", operation);
    facts.put("model", model);
    facts.put("region", region);
    facts.put("error", error);
    facts.put("endpoint", endpoint);
    facts.put("inputTokens", inputTokens);
    facts.put("outputTokens", outputTokens);
    facts.put("credits", credits);
    facts.values().removeIf(java.util.Objects::isNull);
    return facts;
  }
}
