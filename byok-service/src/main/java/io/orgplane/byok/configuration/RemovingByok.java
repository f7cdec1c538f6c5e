package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Removes a configuration: its data key is destroyed, and from the commit on nothing is vended. */
@ApplicationScoped
public class RemovingByok {

  private final Transactions transactions;
  private final Configurations configurations;
  private final StoredCredentials credentials;
  private final ConfigurationChanges changes;

  RemovingByok(
      Transactions transactions,
      Configurations configurations,
      StoredCredentials credentials,
      ConfigurationChanges changes) {
    this.transactions = transactions;
    this.configurations = configurations;
    this.credentials = credentials;
    this.changes = changes;
  }

  /** Removing what is not there changes nothing and is no mistake. */
  Uni<Void> remove(Actor owner, OrganizationId organization, @Nullable IfMatch ifMatch) {
    return transactions.in(
        organization,
        tx ->
            configurations
                .requireLocked(tx, organization)
                .invoke(
                    present -> {
                      if (ifMatch != null) {
                        ifMatch.require(present.version());
                      }
                    })
                .chain(present -> revoke(tx, present, owner)));
  }

  /** Part of a larger change, such as the end of the organization. */
  public Uni<Void> remove(Tx tx, OrganizationId organization, Actor actor) {
    return configurations
        .lock(tx, organization)
        .chain(
            found ->
                found
                    .map(present -> revoke(tx, present, actor))
                    .orElse(Uni.createFrom().voidItem()));
  }

  private Uni<Void> revoke(Tx tx, Configuration present, Actor actor) {
    Change change = present.revoke();
    return change.isNone()
        ? Uni.createFrom().voidItem()
        : credentials
            .destroy(tx, present.organization())
            .chain(() -> changes.keep(tx, change, actor));
  }
}
