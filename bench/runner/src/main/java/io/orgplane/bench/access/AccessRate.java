package io.orgplane.bench.access;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.PlatformToken;
import io.orgplane.bench.Scale;
import io.orgplane.bench.load.BesideNothing;
import io.orgplane.bench.load.BesideNothing.Found;
import io.orgplane.bench.load.HttpRequests;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.Ports;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Access checks by a platform service over HTTP, beside the call of the same service that does no
 * more than let the token be verified. A replica that remembers nothing shows what memory is good
 * for: it reads the rows, all questions of a moment in one statement.
 */
public final class AccessRate implements Benchmark {

  /** As in production, where the second compiler runs. */
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");

  private static final double GOAL = 0.8;

  private final Members one = new Members("1 of 100,000", 1, 1, Scale.count(100_000));
  private final Members many = new Members("10,000 of 10", 2, Scale.count(10_000), 10);

  @Override
  public String name() {
    return "access";
  }

  @Override
  public Section run() throws IOException, SQLException, InterruptedException {
    try (LocalStack stack =
        LocalStack.start(
            LocalStackConfig.usual()
                .ports(Ports.anyFree())
                .javaOptions(JAVA_OPTIONS)
                .services(EnumSet.of(SuiteService.MEMBERSHIP)))) {
      try (Connection database = stack.postgres().connectAsSuperuser("membership")) {
        one.settle(database);
        many.settle(database);
      }
      Table table = Found.table("checks");
      URI usual = stack.addresses().service(SuiteService.MEMBERSHIP);
      List<Double> ratios = measure(stack, usual, "", List.of(one, many), table);
      double least = Collections.min(ratios);
      URI forgetful =
          stack
              .startReplica(SuiteService.MEMBERSHIP, Map.of("ORGPLANE_ACCESS_REMEMBERED", "0"))
              .address();
      List<Double> unremembered =
          measure(stack, forgetful, ", without memory", List.of(one), table);
      return new Section(
          "Access checks over HTTP, beside an authenticated call that does nothing",
          table,
          "Goal: a ratio of %.1f. Found: %.2f, %s; without memory %.2f. Half load is half of the rate of checks; times are in milliseconds; the generator is one thread of this process, its processor time per request is the last column."
              .formatted(
                  GOAL, least, least >= GOAL ? "reached" : "missed", unremembered.getFirst()));
    }
  }

  private static List<Double> measure(
      LocalStack stack, URI server, String how, List<Members> populations, Table table)
      throws IOException, InterruptedException {
    BesideNothing comparison = new BesideNothing(server, "\"allowed\":true");
    comparison.warmUp(calls(stack, server, populations));
    List<Double> ratios = new ArrayList<>();
    for (Members members : populations) {
      Found found = comparison.of(calls(stack, server, List.of(members)).getFirst());
      table.row(found.row(members.name() + how));
      ratios.add(found.median().ratio());
    }
    return ratios;
  }

  private static List<BesideNothing.Calls> calls(
      LocalStack stack, URI server, List<Members> populations)
      throws IOException, InterruptedException {
    HttpRequests requests = new HttpRequests(server, PlatformToken.fetch(stack.addresses()));
    return populations.stream().map(members -> Calls.about(members, requests)).toList();
  }
}
