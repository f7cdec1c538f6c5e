package io.orgplane.bench.report;

/**
 * What one benchmark found.
 *
 * @param title the question
 * @param table the figures
 * @param verdict the goal, and whether it was reached
 */
public record Section(String title, Table table, String verdict) {

  @Override
  public String toString() {
    return "## %s%n%n%s%n%s%n".formatted(title, table, verdict);
  }
}
