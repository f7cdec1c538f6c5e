package io.orgplane.byok.configuration;

import io.orgplane.byok.connectiontest.TestReport;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.kit.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why a configuration was not changed or tested. */
public abstract sealed class ConfigurationProblem extends ProblemException {

  private static final long serialVersionUID = 1L;

  private ConfigurationProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 422: the test did not pass, so nothing was saved; the matrix is in {@code checks}. */
  public static final class CheckFailed extends ConfigurationProblem {
    private static final long serialVersionUID = 1L;
    private final transient TestReport report;

    CheckFailed(TestReport report) {
      super(
          422,
          "byok-check-failed",
          "The connection test did not pass, so nothing was changed; see the checks.");
      this.report = report;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("ok", report.ok(), "checks", report.checks());
    }
  }

  /** 409: these credentials are of another AWS account than before. */
  public static final class AccountChangeUnconfirmed extends ConfigurationProblem {
    private static final long serialVersionUID = 1L;
    private final transient AccountId pinned;
    private final transient Optional<AccountId> found;

    AccountChangeUnconfirmed(AccountId pinned, Optional<AccountId> found) {
      super(
          409,
          "account-change-unconfirmed",
          "These credentials belong to another AWS account than the present ones, or do not tell"
              + " theirs. Send confirmAccountChange: true if that is meant.");
      this.pinned = pinned;
      this.found = found;
    }

    @Override
    public Map<String, Object> members() {
      Map<String, Object> members = new HashMap<>();
      members.put("pinnedAccountId", pinned);
      found.ifPresent(account -> members.put("accountId", account));
      return members;
    }
  }

  /** 409: somebody else changed it while this one was being tested. */
  public static final class ChangedMeanwhile extends ConfigurationProblem {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhile() {
      super(409, "conflict", "The configuration was changed meanwhile. Read it and try again.");
    }
  }

  /** 409: there is nothing stored that could be tested. */
  public static final class NothingStored extends ConfigurationProblem {
    private static final long serialVersionUID = 1L;

    NothingStored() {
      super(409, "byok-not-active", "Nothing is configured that could be tested.");
    }
  }
}
