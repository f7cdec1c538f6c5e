package io.orgplane.local;

import io.orgplane.local.part.Memory;
import io.orgplane.local.part.Part;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What a person sees. Lines may come from several threads, and stay whole. */
final class Terminal implements Progress, Narrator {
  private final PrintStream out;

  Terminal() {
    this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void line(String text) {
    out.println(text);
  }

  @Override
  public void started(String part, Duration took, String where) {
    line("  %-20s %6s   %s".formatted(part, seconds(took), where));
  }

  @Override
  public void ended(String part, String lastLines, Path log) {
    line(
        "%n%s has ended by itself. Its last lines:%n%s%nThe whole log: %s%n"
            .formatted(part, lastLines, log));
  }

  void memory(Iterable<Part> parts) {
    line("");
    long total = 0;
    for (Part part : parts) {
      OptionalLong bytes = part.memory();
      total += bytes.orElse(0);
      line(
          "  %-20s %s"
              .formatted(
                  part.name(),
                  bytes.isPresent() ? megabytes(bytes.getAsLong()) : "in the launcher"));
    }
    long launcher = ProcessHandle.current().pid();
    long own = Memory.ofProcess(launcher);
    line("  %-20s %s".formatted("launcher", megabytes(own)));
    line("  %-20s %s".formatted("together", megabytes(total + own)));
  }

  void addresses(StackAddresses at, Path data) {
    line(
        """

          front door           %s
          Keycloak             %s   admin / admin
          people               ann, bob, carol, dave, erin, mallory @example.com, password "password"
          mailbox and clock    %s
          Stripe stand-in      %s
          AWS stand-in         %s
          Kafka                %s
          PostgreSQL           localhost:%d   a database and a role per service: org, membership, billing, byok
          data and logs        %s
        """
            .formatted(
                at.frontDoor(),
                at.keycloak(),
                at.sandbox(),
                at.stripe(),
                at.aws(),
                at.kafka(),
                at.ports().of(Endpoint.POSTGRES),
                data)
            .stripTrailing());
    for (SuiteService service : SuiteService.values()) {
      line("  %-20s %s/q".formatted(service.module(), at.service(service)));
    }
  }

  void verdict(Verdict verdict, Duration took) {
    int differing = verdict.differences().size();
    line(
        verdict.asItShouldBe()
            ? "%nVerdict: all %d facts are as they should be, in %s."
                .formatted(verdict.checks(), seconds(took))
            : "%nVerdict: %d of %d facts DIFFER, in %s."
                .formatted(differing, verdict.checks(), seconds(took)));
    verdict.differences().forEach(difference -> line("  ✗ " + difference));
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }

  private static String megabytes(long bytes) {
    return "%6d MB".formatted(bytes / 1_000_000);
  }
}
