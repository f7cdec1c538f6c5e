package io.orgplane.byok.connectiontest;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.credential.AccountId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of one test, while it grows. A check that fails ends the test, because those behind it
 * would only repeat its failure; the models alone are checked each for itself.
 */
final class Checklist {

  private final List<Check> checks = new ArrayList<>();
  private @Nullable AccountId account;

  void note(Check check) {
    checks.add(check);
  }

  <T> Uni<T> check(CheckName name, Uni<T> call) {
    return call.invoke(passed -> checks.add(Check.passed(name)))
        .onFailure(CloudFailure.class)
        .invoke(failure -> checks.add(Check.failed(name, null, (CloudFailure) failure)));
  }

  void isOf(AccountId found) {
    account = found;
  }

  TestReport report() {
    return new TestReport(checks, account);
  }
}
