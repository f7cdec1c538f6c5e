package io.orgplane.byok.connectiontest;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudAccess;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.ModelRuntime;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.externalid.ExternalId;
import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tries out a credential exactly as vending would use it: the same sessions, the same narrowing,
 * the same inference profile. Whatever passes here can be vended.
 */
@ApplicationScoped
public class ConnectionTest {

  private final Identification identification;
  private final ModelRuntime models;
  private final BedrockConfig bedrock;
  private final MeterRegistry registry;

  ConnectionTest(
      Identification identification,
      ModelRuntime models,
      BedrockConfig bedrock,
      MeterRegistry registry) {
    this.identification = identification;
    this.models = models;
    this.bedrock = bedrock;
    this.registry = registry;
  }

  /** Whom it is for, and what is tried. */
  public record Subject(
      OrganizationId organization, ExternalId externalId, Credential credential, Target target) {}

  /**
   * Never fails because of the credential: that is what the report is for. It fails with what
   * {@code pin} throws about the account, before any model of that account is invoked.
   */
  public Uni<TestReport> of(Subject subject, AccountPin pin) {
    Checklist list = new Checklist();
    list.note(Check.passed(CheckName.SYNTAX));
    return identification
        .of(subject, pin, list)
        .chain(access -> converse(access, subject.target(), list))
        .onFailure(CloudFailure.class)
        .recoverWithNull()
        .replaceWith(list::report)
        .invoke(this::count);
  }

  /** All models at once, each with a line of its own, in their configured order. */
  private Uni<Void> converse(CloudAccess access, Target target, Checklist list) {
    List<Uni<Check>> all =
        bedrock.requiredModels().stream().map(model -> converse(access, target, model)).toList();
    return Uni.join()
        .all(all)
        .andFailFast()
        .invoke(done -> done.forEach(list::note))
        .replaceWithVoid();
  }

  private Uni<Check> converse(CloudAccess access, Target target, String model) {
    return models
        .converse(access, target.region(), target.profile().idOf(model))
        .map(answered -> Check.passed(CheckName.CONVERSE, model))
        .onFailure(CloudFailure.class)
        .recoverWithItem(
            failure -> Check.failed(CheckName.CONVERSE, model, (CloudFailure) failure));
  }

  private void count(TestReport report) {
    registry
        .counter("orgplane.byok.tests", "outcome", report.ok() ? "passed" : "failed")
        .increment();
    report.checks().forEach(this::countFailure);
  }

  private void countFailure(Check check) {
    if (check.failure() != null) {
      registry
          .counter(
              "orgplane.byok.test.failures", "class", check.failure().failureClass().toString())
          .increment();
    }
  }
}
