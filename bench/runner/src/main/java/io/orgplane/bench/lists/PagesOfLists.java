package io.orgplane.bench.lists;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Scale;
import io.orgplane.bench.latency.Ann;
import io.orgplane.bench.latency.Change;
import io.orgplane.bench.latency.MeasuredServices;
import io.orgplane.bench.latency.Population;
import io.orgplane.bench.latency.SignedIn;
import io.orgplane.bench.load.Latencies;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/**
 * The members and the audit feed of an organization with 100,000 of each: the first page, one in
 * the middle and the last, beside one member alone, which is the floor of a request.
 */
public final class PagesOfLists implements Benchmark {

  private static final int LENGTH = Scale.count(100_000);
  private static final double GOAL = 2;
  private static final int WARM_UPS = 8;

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public Section run() throws IOException, SQLException, InterruptedException {
    try (MeasuredServices services =
        MeasuredServices.start(EnumSet.of(SuiteService.ORG, SuiteService.MEMBERSHIP))) {
      Ann ann = new Ann(services.stack().addresses());
      List<Change> members =
          new Population(services, List.of(SuiteService.ORG)).settle(ann, 1, LENGTH);
      UUID organization = members.getFirst().organization();
      Feed.fill(services, organization, LENGTH);
      String token = SignedIn.as("ann", services.stack().addresses()).token();
      Pages ofMembership =
          new Pages(services.stack().addresses().service(SuiteService.MEMBERSHIP), token);
      Pages ofOrg = new Pages(services.stack().addresses().service(SuiteService.ORG), token);
      String list = "/v1/organizations/%s/members".formatted(organization);
      warmUp(ofMembership, list + "?limit=50");
      Table table = new Table("p50 / p99 in ms", "first page", "in the middle", "last page");
      table.row("one member", cell(ofMembership.read(list + "/bench-77")), "", "");
      List<Double> ratios = new ArrayList<>();
      for (String filter : List.of("", "role=developer&", "q=member&", "q=example.com&")) {
        List<String> pages = ofMembership.firstMiddleAndLast(list + "?" + filter);
        ratios.add(row(table, ("members " + filter).replace("&", ""), ofMembership, pages));
      }
      table.row(
          "members q= one of them",
          cell(ofMembership.read(list + "?limit=50&q=bench-" + LENGTH / 2)),
          "",
          "");
      table.row(
          "members q= nobody", cell(ofMembership.read(list + "?limit=50&q=nobody-here")), "", "");
      String feed = "/v1/organizations/%s/audit-log?limit=50".formatted(organization);
      warmUp(ofOrg, feed);
      for (String filter : List.of("", "&action=" + Feed.ACTION, "&actor=" + Feed.ACTOR + "7")) {
        ratios.add(row(table, "audit " + filter.replace("&", ""), ofOrg, positions(feed + filter)));
      }
      double worst = ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return new Section(
          "Pages of lists of %,d".formatted(LENGTH),
          table,
          "Goal: no page more than %.0f times as long as the fastest of its list (p50). Found: %.2f, %s."
              .formatted(GOAL, worst, worst <= GOAL ? "reached" : "missed"));
    }
  }

  private static void warmUp(Pages pages, String list) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      pages.read(list);
    }
  }

  private static List<String> positions(String feed) {
    return List.of(
        feed + "&after=0",
        feed + "&after=" + LENGTH / 2,
        feed + "&after=" + (LENGTH - LENGTH / 400));
  }

  /** Answers how many times as long as the fastest page the slowest takes. */
  private static double row(Table table, String name, Pages server, List<String> pages)
      throws IOException {
    List<Latencies> found = new ArrayList<>();
    for (String page : pages) {
      found.add(server.read(page));
    }
    table.row(name, cell(found.get(0)), cell(found.get(1)), cell(found.get(2)));
    List<Double> millis = found.stream().map(each -> each.millis(0.5)).toList();
    return Collections.max(millis) / Collections.min(millis);
  }

  private static String cell(Latencies found) {
    return "%.1f / %.1f".formatted(found.millis(0.5), found.millis(0.99));
  }
}
