package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.configuration.ConfigurationProblem.CheckFailed;
import io.orgplane.byok.connectiontest.AccountPin;
import io.orgplane.byok.connectiontest.ConnectionTest;
import io.orgplane.byok.connectiontest.ConnectionTest.Subject;
import io.orgplane.byok.connectiontest.TestReport;
import io.orgplane.byok.entitlement.ByokPlan;
import io.orgplane.byok.externalid.ExternalId;
import io.orgplane.byok.externalid.ExternalIds;
import io.orgplane.byok.isolation.Accounts;
import io.orgplane.byok.secret.SealedSecret;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saves a configuration, after it has passed the test. AWS and the master key are asked between two
 * transactions; the second one saves only when nothing has changed since the first.
 */
@ApplicationScoped
class ConfiguringByok {

  private final Transactions transactions;
  private final ByokPlan plan;
  private final ExternalIds externalIds;
  private final Configurations configurations;
  private final StoredCredentials credentials;
  private final ConnectionTest test;
  private final Accounts accounts;
  private final LastChecks lastChecks;
  private final ConfigurationChanges changes;
  private final CheckSchedule schedule;
  private final Clock clock;

  ConfiguringByok(
      Transactions transactions,
      ByokPlan plan,
      ExternalIds externalIds,
      Configurations configurations,
      StoredCredentials credentials,
      ConnectionTest test,
      Accounts accounts,
      LastChecks lastChecks,
      ConfigurationChanges changes,
      CheckSchedule schedule,
      Clock clock) {
    this.transactions = transactions;
    this.plan = plan;
    this.externalIds = externalIds;
    this.configurations = configurations;
    this.credentials = credentials;
    this.test = test;
    this.accounts = accounts;
    this.lastChecks = lastChecks;
    this.changes = changes;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * @param ifMatch the version that the caller means to change; null when they do not care
   */
  Uni<Shown> save(
      Actor owner, OrganizationId organization, Wanted wanted, @Nullable IfMatch ifMatch) {
    return plan.require(organization)
        .chain(() -> externalIds.require(organization))
        .chain(externalId -> against(organization, externalId, ifMatch))
        .chain(known -> verify(known, wanted).chain(report -> keep(owner, known, wanted, report)));
  }

  /** What the test is made against. */
  private record Known(Configuration configuration, ExternalId externalId) {}

  private Uni<Known> against(
      OrganizationId organization, ExternalId externalId, @Nullable IfMatch ifMatch) {
    return transactions
        .in(organization, tx -> configurations.require(tx, organization))
        .invoke(
            found -> {
              if (ifMatch != null) {
                ifMatch.require(found.version());
              }
            })
        .map(found -> new Known(found, externalId));
  }

  private Uni<TestReport> verify(Known known, Wanted wanted) {
    Configuration present = known.configuration();
    Subject subject =
        new Subject(
            present.organization(), known.externalId(), wanted.credential(), wanted.target());
    AccountPin pin = found -> present.requireSameAccount(found, wanted.confirmAccountChange());
    return accounts
        .test(present.organization(), () -> test.of(subject, pin))
        .invoke(
            report -> {
              if (!report.ok()) {
                throw new CheckFailed(report);
              }
            });
  }

  private Uni<Shown> keep(Actor owner, Known known, Wanted wanted, TestReport report) {
    Configuration tested = known.configuration();
    return credentials
        .seal(tested.organization(), tested.generation() + 1, wanted.credential())
        .chain(
            secret ->
                transactions.in(
                    tested.organization(), tx -> keep(tx, owner, tested, wanted, report, secret)));
  }

  private Uni<Shown> keep(
      Tx tx,
      Actor owner,
      Configuration tested,
      Wanted wanted,
      TestReport report,
      Optional<SealedSecret> secret) {
    OrganizationId organization = tested.organization();
    LastCheck check = LastCheck.of(report, clock.instant());
    Settings verified =
        Settings.of(
            wanted.credential(),
            wanted.target(),
            report.account(),
            secret.map(SealedSecret::ref).orElse(null));
    return configurations
        .requireLocked(tx, organization)
        .invoke(present -> present.requireGeneration(tested.generation()))
        .call(() -> plan.require(tx, organization))
        .map(present -> present.activate(verified))
        .call(change -> credentials.replace(tx, organization, secret))
        .call(change -> changes.keep(tx, change, owner))
        .map(Change::after)
        .call(after -> lastChecks.note(tx, organization, after.generation(), check))
        .call(after -> schedule.begin(tx, organization))
        .map(after -> new Shown(after, Optional.of(check)));
  }
}
