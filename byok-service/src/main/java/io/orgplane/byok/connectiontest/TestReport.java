package io.orgplane.byok.connectiontest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.byok.credential.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test came to: the matrix.
 *
 * @param account whose credentials they are; null when that was not learnt
 */
public record TestReport(List<Check> checks, @JsonIgnore @Nullable AccountId account) {

  public TestReport {
    checks = List.copyOf(checks);
  }

  @JsonProperty(index = 0)
  public boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }

  public List<Check> failed() {
    return checks.stream().filter(check -> !check.ok()).toList();
  }

  /** What it says about the credential. */
  public Finding finding() {
    return Finding.of(checks);
  }
}
