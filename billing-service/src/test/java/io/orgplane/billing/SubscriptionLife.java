package io.orgplane.billing;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to one organization: its members, its Owner's wishes, and wishes sent again. */
final class SubscriptionLife {

  private static final List<String> PLANS = List.of("pro", "team", "business");
  private static final Map<String, Integer> MINIMUM = Map.of("pro", 1, "team", 1, "business", 5);
  private static final int MOST_SEATS = 9;

  /** Done, refused for a reason, or not known yet; 500 is what a process that dies looks like. */
  private static final Set<Integer> ANSWERS = Set.of(200, 400, 402, 403, 409, 503);

  final Acme acme;
  final PlayedGate gate;
  private final Random random;
  private final Queue<String> violations;
  private final String interval;
  private volatile boolean dies;

  /** A wish that can be sent again under its key. */
  private record Wish(String method, String path, Map<String, Object> body, String key) {}

  private @Nullable Wish last;

  private SubscriptionLife(Acme acme, Random random, String interval, Queue<String> violations) {
    this.acme = acme;
    this.random = random;
    this.interval = interval;
    this.violations = violations;
    this.gate = new PlayedGate(acme, new Random(random.nextLong()), violations);
  }

  static SubscriptionLife begun(
      EventProbe events, Random random, String interval, Queue<String> violations) {
    SubscriptionLife life =
        new SubscriptionLife(Acme.founded(events), random, interval, violations);
    String plan = PLANS.get(random.nextInt(PLANS.size()));
    life.acme.buys(plan, interval, MINIMUM.getOrDefault(plan, 1) + random.nextInt(4));
    return life;
  }

  /** The process that works for it dies, once or over and over for some moments. */
  void dies() {
    dies = true;
    DyingProcesses.kill(acme.uuid());
  }

  void act() {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> gate.joins();
      case 4, 5, 6 -> gate.leaves();
      case 7 -> gate.comesBack();
      case 8, 9 -> wish("PUT", "seats", Map.of("quantity", 1 + random.nextInt(MOST_SEATS)));
      case 10 -> wish("PUT", "seats", Map.of("policy", "fixed"));
      case 11 -> wish("PUT", "seats", expanding());
      case 12 -> fixedWith(1 + random.nextInt(MOST_SEATS));
      case 13, 14 -> wish("PUT", "plan", plan());
      case 15 -> canceledOrNot();
      case 16 -> wish("DELETE", "scheduled-change", Map.of());
      case 17 -> again();
      default -> look();
    }
  }

  private void fixedWith(int quantity) {
    wish("PUT", "seats", Map.of("policy", "fixed", "quantity", quantity));
  }

  private Map<String, Object> expanding() {
    Map<String, Object> body = new HashMap<>(Map.of("policy", "auto-expand"));
    if (random.nextBoolean()) {
      body.put("ceiling", MOST_SEATS + random.nextInt(3));
    }
    return body;
  }

  private Map<String, Object> plan() {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", PLANS.get(random.nextInt(PLANS.size())));
    body.put("interval", interval);
    if (random.nextBoolean()) {
      body.put("seats", 1 + random.nextInt(MOST_SEATS));
    }
    return body;
  }

  /** Mostly it goes on after all. */
  private void canceledOrNot() {
    wish("POST", random.nextInt(4) == 0 ? "cancel" : "resume", Map.of());
  }

  private void wish(String method, String path, Map<String, Object> body) {
    last = new Wish(method, path, body, Uuids.v7().toString());
    send(last);
  }

  private void again() {
    if (last != null) {
      send(last);
    }
  }

  private void look() {
    expect(acme.as().get(acme.billing("subscription")), "GET subscription");
  }

  private void send(Wish wish) {
    var request = acme.as().header("Idempotency-Key", wish.key());
    if (!wish.body().isEmpty()) {
      request.body(wish.body());
    }
    expect(request.request(wish.method(), acme.billing(wish.path())), wish.toString());
  }

  private void expect(Response answer, String what) {
    boolean expected = ANSWERS.contains(answer.statusCode()) || dies && answer.statusCode() == 500;
    if (!expected) {
      violations.add(acme.id + ": " + what + " → " + answer.statusCode() + " " + answer.asString());
    }
  }

  /** What is wrong when nothing is under way any more; empty when all agree. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    JsonNode known = acme.subscription();
    List<JsonNode> all =
        Stripe.get("/v1/subscriptions?status=all&customer=" + acme.customer())
            .get("data")
            .valueStream()
            .toList();
    List<JsonNode> live =
        all.stream().filter(each -> !each.get("status").asText().equals("canceled")).toList();
    int purchased = known.at("/seats/purchased").asInt();
    differ(problems, "subscriptions at Stripe", all.size(), 1);
    differ(problems, "members", known.at("/seats/used").asInt(), gate.active());
    if (live.isEmpty()) {
      differ(problems, "plan", known.get("plan").asText(), "starter");
      differ(problems, "seats", purchased, 1);
      return problems;
    }
    JsonNode item = live.getFirst().at("/items/data/0");
    String plan = known.get("plan").asText();
    differ(
        problems, "status", live.getFirst().get("status").asText(), known.get("status").asText());
    differ(problems, "plan", item.at("/price/metadata/orgplane_plan").asText(), plan);
    differ(problems, "quantity", item.get("quantity").asInt(), purchased);
    differ(
        problems,
        "recount from nothing",
        purchased,
        Math.max(
            Math.max(gate.active(), MINIMUM.getOrDefault(plan, 0)),
            known.at("/seats/committed").asInt()));
    if (known.at("/seats/policy").asText().equals("fixed")) {
      differ(problems, "cap", gate.entitled(), purchased);
    }
    if (known.has("scheduledChange")) {
      problems.add("a change is still scheduled: " + known.get("scheduledChange"));
    }
    return problems.stream().map(each -> acme.id + " " + each + "\n  " + known).toList();
  }

  private static void differ(
      List<String> problems, String what, @Nullable Object is, @Nullable Object expected) {
    if (!String.valueOf(is).equals(String.valueOf(expected))) {
      problems.add("%s: %s instead of %s".formatted(what, is, expected));
    }
  }
}
