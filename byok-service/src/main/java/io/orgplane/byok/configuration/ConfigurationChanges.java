package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.EventType;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps a change: its row, what others hear of it, and who caused it, together or not at all. */
@ApplicationScoped
class ConfigurationChanges {

  private final Configurations configurations;
  private final Outbox outbox;
  private final AuditTrail audit;

  ConfigurationChanges(Configurations configurations, Outbox outbox, AuditTrail audit) {
    this.configurations = configurations;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** The row is locked; of a change that is none nothing is kept. */
  Uni<Void> keep(Tx tx, Change change, Actor actor) {
    return change.isNone()
        ? Uni.createFrom().voidItem()
        : configurations
            .save(tx, change.after())
            .chain(() -> outbox.append(tx, change.events()))
            .chain(() -> audit.record(tx, entry(change, actor)));
  }

  private static AuditEntry entry(Change change, Actor actor) {
    String organization = change.after().organization().toString();
    Map<String, @Nullable Object> before = facts(change.before());
    Map<String, @Nullable Object> after = facts(change.after());
    before.entrySet().removeIf(fact -> Objects.equals(after.get(fact.getKey()), fact.getValue()));
    after.keySet().retainAll(before.keySet());
    return AuditEntry.changed(
        change.after().organization(),
        actor,
        EventType.of(change.events().getFirst().getClass()).value(),
        new AuditEntry.Subject("byok-configuration", organization, null),
        new TreeMap<>(before),
        new TreeMap<>(after));
  }

  /** The generation shows a rotation, in which every other fact can stay what it was. */
  private static Map<String, @Nullable Object> facts(Configuration of) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    Settings settings = of.held();
    facts.put("status", of.stored());
    facts.put("generation", of.generation());
    facts.put("kind", settings == null ? null : settings.kind());
    facts.put("accountId", settings == null ? null : settings.account());
    facts.put("accessKeyIdMasked", settings == null ? null : settings.maskedKeyId());
    facts.put("roleArn", settings == null ? null : settings.role());
    facts.put("region", settings == null ? null : settings.target().region());
    facts.put("inferenceProfile", settings == null ? null : settings.target().profile());
    facts.put("sessionTokenExpiresAt", settings == null ? null : settings.expiresAt());
    return facts;
  }
}
