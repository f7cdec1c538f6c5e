package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.ConfigurationProblem.NothingStored;
import io.orgplane.byok.connectiontest.AccountPin;
import io.orgplane.byok.connectiontest.ConnectionTest;
import io.orgplane.byok.connectiontest.ConnectionTest.Subject;
import io.orgplane.byok.connectiontest.TestReport;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.entitlement.ByokPlan;
import io.orgplane.byok.externalid.ExternalIds;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tests without saving: something new, or what is stored. */
@ApplicationScoped
class TestingByok {

  private final Transactions transactions;
  private final ByokPlan plan;
  private final ExternalIds externalIds;
  private final Configurations configurations;
  private final StoredCredentials credentials;
  private final ConnectionTest test;
  private final LastChecks lastChecks;
  private final Clock clock;

  TestingByok(
      Transactions transactions,
      ByokPlan plan,
      ExternalIds externalIds,
      Configurations configurations,
      StoredCredentials credentials,
      ConnectionTest test,
      LastChecks lastChecks,
      Clock clock) {
    this.transactions = transactions;
    this.plan = plan;
    this.externalIds = externalIds;
    this.configurations = configurations;
    this.credentials = credentials;
    this.test = test;
    this.lastChecks = lastChecks;
    this.clock = clock;
  }

  Uni<TestReport> of(OrganizationId organization, Wanted wanted) {
    return plan.require(organization)
        .chain(() -> run(organization, wanted.credential(), wanted.target()));
  }

  Uni<TestReport> ofStored(OrganizationId organization) {
    return plan.require(organization)
        .chain(() -> transactions.in(organization, tx -> configurations.require(tx, organization)))
        .chain(this::ofStored);
  }

  private Uni<TestReport> ofStored(Configuration stored) {
    Settings settings = stored.settings().orElseThrow(NothingStored::new);
    return credentials
        .open(settings)
        .chain(credential -> run(stored.organization(), credential, settings.target()))
        .call(report -> note(stored, report));
  }

  private Uni<TestReport> run(OrganizationId organization, Credential credential, Target target) {
    return externalIds
        .require(organization)
        .chain(
            externalId ->
                test.of(
                    new Subject(organization, externalId, credential, target), AccountPin.NONE));
  }

  private Uni<Void> note(Configuration tested, TestReport report) {
    LastCheck check = LastCheck.of(report, clock.instant());
    return transactions.in(
        tested.organization(),
        tx -> lastChecks.note(tx, tested.organization(), tested.version(), check));
  }
}
