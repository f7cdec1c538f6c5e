package io.orgplane.membership.member;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.revocation.RevocationId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the audit feed says of members: each with the fields that are another than before. */
@ApplicationScoped
class MemberAudit {

  private final AuditTrail trail;

  MemberAudit(AuditTrail trail) {
    this.trail = trail;
  }

  Uni<Void> activated(Tx tx, Actor by, Member member, @Nullable UUID invitation) {
    Map<String, Object> after = facts(member);
    after.put("source", member.source());
    if (invitation != null) {
      after.put("invitationId", invitation);
    }
    return trail.record(
        tx,
        AuditEntry.created(member.organization(), by, "member-activated", subject(member), after));
  }

  Uni<Void> removed(Tx tx, Actor by, Member member, RevocationId revocation) {
    return trail.record(
        tx,
        AuditEntry.changed(
            member.organization(),
            by,
            "member-removed",
            subject(member),
            facts(member),
            Map.of("revocationId", revocation)));
  }

  /** One entry a member. */
  Uni<Void> changed(Tx tx, Actor by, Change change) {
    List<AuditEntry> entries =
        IntStream.range(0, change.members().size())
            .mapToObj(
                i ->
                    changed(
                        by,
                        change.action().value(),
                        change.before().get(i),
                        change.members().get(i)))
            .toList();
    return Multi.createFrom()
        .iterable(entries)
        .onItem()
        .transformToUniAndConcatenate(entry -> trail.record(tx, entry))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static AuditEntry changed(Actor by, String action, Member before, Member after) {
    Map<String, Object> then = facts(before);
    Map<String, Object> now = facts(after);
    Map<String, Object> same = new HashMap<>(then);
    same.entrySet().retainAll(now.entrySet());
    then.keySet().removeAll(same.keySet());
    now.keySet().removeAll(same.keySet());
    return AuditEntry.changed(after.organization(), by, action, subject(after), then, now);
  }

  private static Subject subject(Member member) {
    return new Subject("member", member.userId().value(), member.email());
  }

  private static Map<String, Object> facts(Member member) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("role", member.role());
    facts.put("workspaces", member.workspaces());
    return facts;
  }
}
