package io.orgplane.billing.usage;

import io.orgplane.billing.usage.Books.Refusal;
import io.orgplane.billing.usage.UsageEvents.UsageReported;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.problem.Problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports from Kafka. One that says whose it is and what it costs, and is wrong in something
 * else, is refused for itself; one that does not even say that is a poison message.
 */
@ApplicationScoped
class ReportReading {

  private static final String UNFIT = "validation-failed";
  private static final Pattern ID = Pattern.compile(UsageReport.ID);
  private static final Pattern USER = Pattern.compile(UsageReport.USER);
  private static final int LONGEST_KIND = 64;

  private final Validator validator;
  private final Clock clock;

  ReportReading(Validator validator, Clock clock) {
    this.validator = validator;
    this.clock = clock;
  }

  TakeReports of(List<Received<UsageReported>> reported) {
    List<Usage> fitting = new ArrayList<>(reported.size());
    List<Refusal> unfit = new ArrayList<>();
    for (Received<UsageReported> each : reported) {
      requireIdentified(each);
      try {
        fitting.add(fitting(each));
      } catch (ValidationFailed wrong) {
        unfit.add(unfit(each, wrong));
      }
    }
    return new TakeReports(fitting, unfit);
  }

  /** What breaks the contract: the inbox parks it, visible to an operator. */
  private static void requireIdentified(Received<UsageReported> event) {
    UsageReported it = event.payload();
    if (it.id() == null
        || !ID.matcher(it.id()).matches()
        || !event.organization().equals(it.organizationId())
        || it.workspaceId() == null
        || it.kind() == null
        || it.credits() == null) {
      throw new ValidationFailed("", "is not a usage-reported");
    }
  }

  private Usage fitting(Received<UsageReported> event) {
    UsageReport report = event.payload().report();
    List<Violation> violations =
        validator.validate(report).stream()
            .map(each -> new Violation(each.getPropertyPath().toString(), each.getMessage()))
            .toList();
    if (!violations.isEmpty()) {
      throw new ValidationFailed(violations);
    }
    return report.usage(event.time(), clock.instant(), "");
  }

  private static Refusal unfit(Received<UsageReported> event, ValidationFailed wrong) {
    UsageReported it = event.payload();
    String kind = it.kind().replaceAll("[^!-~]", "?");
    Usage usage =
        new Usage(
            it.id(),
            it.workspaceId(),
            user(it),
            kind.substring(0, Math.min(kind.length(), LONGEST_KIND)),
            it.credits(),
            event.time(),
            null);
    return new Refusal(usage, UNFIT, described(wrong));
  }

  private static @Nullable UserId user(UsageReported it) {
    String user = it.userId();
    return user != null && USER.matcher(user).matches() ? new UserId(user) : null;
  }

  private static String described(ValidationFailed wrong) {
    return wrong.violations().stream()
        .map(each -> each.field() + " " + each.message())
        .sorted()
        .collect(Collectors.joining("; "));
  }
}
