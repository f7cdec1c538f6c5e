package io.orgplane.membership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of product.md, section 2, cell by cell: the first line names the columns, + is allowed.
 * It stands here in full, so that it can be read beside the product's, and nothing derives it.
 */
enum ProductTable {
  ORGANIZATION(
      """
      permission          | owner | admin | developer | viewer
      organization:update |   +   |   +   |     -     |   -
      organization:delete |   +   |   -   |     -     |   -
      ownership:transfer  |   +   |   -   |     -     |   -
      billing:manage      |   +   |   -   |     -     |   -
      usage:read          |   +   |   -   |     -     |   -
      byok:manage         |   +   |   -   |     -     |   -
      identity:manage     |   +   |   -   |     -     |   -
      members:manage      |   +   |   +   |     -     |   -
      roles:manage        |   +   |   +   |     -     |   -
      workspaces:create   |   +   |   +   |     -     |   -
      workspaces:delete   |   +   |   +   |     -     |   -
      audit:read          |   +   |   +   |     -     |   -
      workspace:read      |   +   |   +   |     -     |   -
      workspace:manage    |   +   |   +   |     -     |   -
      workspace:write     |   +   |   +   |     -     |   -
      operations:run      |   +   |   +   |     -     |   -
      """),

  /** In a workspace that Developer and Viewer are assigned to, inheriting their role. */
  ASSIGNED(
      """
      permission          | owner | admin | developer | viewer
      workspace:read      |   +   |   +   |     +     |   +
      workspace:manage    |   +   |   +   |     -     |   -
      workspace:write     |   +   |   +   |     +     |   -
      operations:run      |   +   |   +   |     +     |   -
      """),

  /** In one that they are not assigned to. */
  UNASSIGNED(
      """
      permission          | owner | admin | developer | viewer
      workspace:read      |   +   |   +   |     -     |   -
      workspace:manage    |   +   |   +   |     -     |   -
      workspace:write     |   +   |   +   |     -     |   -
      operations:run      |   +   |   +   |     -     |   -
      """),

  /** In the workspace of the override; what concerns the organization stays as it was. */
  OVERRIDDEN(
      """
      permission          | developer as admin | developer as developer | developer as viewer | viewer as admin | viewer as developer | viewer as viewer
      workspace:read      |         +          |           +            |          +          |        +        |          +          |        +
      workspace:manage    |         +          |           -            |          -          |        +        |          -          |        -
      workspace:write     |         +          |           +            |          -          |        +        |          +          |        -
      operations:run      |         +          |           +            |          -          |        +        |          +          |        -
      organization:update |         -          |           -            |          -          |        -        |          -          |        -
      organization:delete |         -          |           -            |          -          |        -        |          -          |        -
      ownership:transfer  |         -          |           -            |          -          |        -        |          -          |        -
      billing:manage      |         -          |           -            |          -          |        -        |          -          |        -
      usage:read          |         -          |           -            |          -          |        -        |          -          |        -
      byok:manage         |         -          |           -            |          -          |        -        |          -          |        -
      identity:manage     |         -          |           -            |          -          |        -        |          -          |        -
      members:manage      |         -          |           -            |          -          |        -        |          -          |        -
      roles:manage        |         -          |           -            |          -          |        -        |          -          |        -
      workspaces:create   |         -          |           -            |          -          |        -        |          -          |        -
      workspaces:delete   |         -          |           -            |          -          |        -        |          -          |        -
      audit:read          |         -          |           -            |          -          |        -        |          -          |        -
      """),

  /** In another workspace than that of the override. */
  ELSEWHERE(
      """
      permission          | developer as admin | developer as developer | developer as viewer | viewer as admin | viewer as developer | viewer as viewer
      workspace:read      |         -          |           -            |          -          |        -        |          -          |        -
      workspace:manage    |         -          |           -            |          -          |        -        |          -          |        -
      workspace:write     |         -          |           -            |          -          |        -        |          -          |        -
      operations:run      |         -          |           -            |          -          |        -        |          -          |        -
      """);

  private final String text;

  ProductTable(String text) {
    this.text = text;
  }

  record Cell(String permission, String who, boolean allowed) {}

  List<Cell> cells() {
    List<String[]> rows = text.lines().map(line -> line.trim().split(" *\\| *")).toList();
    String[] columns = rows.getFirst();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < columns.length; i++) {
        cells.add(new Cell(row[0], columns[i], allowed(row, i)));
      }
    }
    return cells;
  }

  private static boolean allowed(String[] row, int column) {
    return switch (row[column]) {
      case "+" -> true;
      case "-" -> false;
      default -> throw new IllegalStateException("neither + nor -: " + Arrays.toString(row));
    };
  }
}
