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
import io.orgplane.byok.isolation.Accounts;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tests without saving: something new, or what is stored. */
@ApplicationScoped
public class TestingByok {

  private final Transactions transactions;
  private final ByokPlan plan;
  private final ExternalIds externalIds;
  private final Configurations configurations;
  private final StoredCredentials credentials;
  private final ConnectionTest test;
  private final Statuses statuses;
  private final Accounts accounts;

  TestingByok(
      Transactions transactions,
      ByokPlan plan,
      ExternalIds externalIds,
      Configurations configurations,
      StoredCredentials credentials,
      ConnectionTest test,
      Statuses statuses,
      Accounts accounts) {
    this.transactions = transactions;
    this.plan = plan;
    this.externalIds = externalIds;
    this.configurations = configurations;
    this.credentials = credentials;
    this.test = test;
    this.statuses = statuses;
    this.accounts = accounts;
  }

  Uni<TestReport> of(OrganizationId organization, Wanted wanted) {
    return plan.require(organization)
        .chain(
            () ->
                accounts.test(
                    organization, () -> run(organization, wanted.credential(), wanted.target())));
  }

  Uni<TestReport> ofStored(OrganizationId organization) {
    return plan.require(organization)
        .chain(() -> transactions.in(organization, tx -> configurations.require(tx, organization)))
        .chain(stored -> accounts.test(organization, () -> of(stored)));
  }

  /** Also of what is not in use: nobody is asked whether the plan includes it. */
  public Uni<TestReport> of(Configuration stored) {
    Settings settings = stored.settings().orElseThrow(NothingStored::new);
    return credentials
        .open(settings)
        .chain(credential -> run(stored.organization(), credential, settings.target()))
        .call(report -> statuses.found(stored, report))
        .invoke(report -> noteThatItAnswers(stored, report));
  }

  private Uni<TestReport> run(OrganizationId organization, Credential credential, Target target) {
    return externalIds
        .require(organization)
        .chain(
            externalId ->
                test.of(
                    new Subject(organization, externalId, credential, target), AccountPin.NONE));
  }

  /** What vending knew of it is over. */
  private void noteThatItAnswers(Configuration stored, TestReport report) {
    if (report.ok()) {
      accounts.passed(stored.organization(), stored.generation());
    }
  }
}
