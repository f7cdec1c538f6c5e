package io.orgplane.bench.byok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.bench.Benchmark;
import io.orgplane.bench.PlatformToken;
import io.orgplane.bench.load.BesideNothing;
import io.orgplane.bench.load.BesideNothing.Found;
import io.orgplane.bench.load.HttpLoad;
import io.orgplane.bench.load.HttpRequests;
import io.orgplane.bench.report.Section;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.Ports;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;

/**
 * Vending from memory over HTTP, beside the call of the same service that does no more than let the
 * token be verified; and a thousand at once who find a cold organization.
 */
public final class VendingRate implements Benchmark {

  /** As in production, where the second compiler runs. */
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");

  private static final double GOAL = 0.8;
  private static final int ORGANIZATIONS = 200;
  private static final int AT_ONCE = 1_000;
  private static final String FROM_THEIR_ACCOUNT = "\"source\":\"byok\"";

  private final Customers customers = new Customers(ORGANIZATIONS);
  private final Customers first = new Customers(1);

  @Override
  public String name() {
    return "byok";
  }

  @Override
  public Section run() throws IOException, SQLException, InterruptedException {
    try (LocalStack stack =
        LocalStack.start(
            LocalStackConfig.usual()
                .ports(Ports.anyFree())
                .javaOptions(JAVA_OPTIONS)
                .services(EnumSet.of(SuiteService.BYOK)))) {
      try (Connection database = stack.postgres().connectAsSuperuser("byok")) {
        customers.settle(database, stack.addresses().aws());
      }
      return measure(stack.addresses());
    }
  }

  private Section measure(StackAddresses addresses) throws IOException, InterruptedException {
    URI server = addresses.service(SuiteService.BYOK);
    long sessions = cold(addresses, server);
    BesideNothing comparison = new BesideNothing(server, FROM_THEIR_ACCOUNT);
    comparison.warmUp(List.of(calls(customers, addresses, server)));
    Found found = comparison.of(calls(customers, addresses, server));
    double ratio = found.median().ratio();
    return new Section(
        "Vending from memory over HTTP, beside an authenticated call that does nothing",
        Found.table("vended").row(found.row(String.valueOf(ORGANIZATIONS))),
        "Goal: a ratio of %.1f. Found: %.2f, %s. Every request is answered by a read of the database that began after it came. Half load is half of the rate of vending; times are in milliseconds; the generator is one thread of this process, its processor time per request is the last column. A thousand requests at once for a cold organization made %d session(s); goal 1."
            .formatted(GOAL, ratio, ratio >= GOAL ? "reached" : "missed", sessions));
  }

  /** How many sessions STS gave for them. */
  private long cold(StackAddresses addresses, URI server) throws IOException, InterruptedException {
    new HttpLoad(server, AT_ONCE, 200, FROM_THEIR_ACCOUNT)
        .once(calls(first, addresses, server).something());
    long found = 0;
    JsonNode state = new ObjectMapper().readTree(addresses.aws().resolve("/sandbox/aws").toURL());
    for (JsonNode session : state.path("sessions")) {
      found += session.toString().contains(Customers.ACCOUNT) ? 1 : 0;
    }
    return found;
  }

  private static BesideNothing.Calls calls(Customers of, StackAddresses addresses, URI server)
      throws IOException, InterruptedException {
    return of.calls(new HttpRequests(server, PlatformToken.fetch(addresses)));
  }
}
