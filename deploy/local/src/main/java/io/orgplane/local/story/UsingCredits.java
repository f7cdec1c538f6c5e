package io.orgplane.local.story;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Agents work, and the pool goes down. */
final class UsingCredits {
  private final Stage stage;
  private final Caller ann;
  private final Acme acme;
  private final Caller platform;

  UsingCredits(Stage stage, Caller ann, Acme acme) {
    this.stage = stage;
    this.ann = ann;
    this.acme = acme;
    this.platform = stage.identities().platform();
  }

  void play(Caller bob, String production) {
    stage.chapter("The agents work");
    record(bob, production);
    reserve(production);
    notForPeople(bob, production);
  }

  private void record(Caller bob, String production) {
    Step step = stage.step("A platform service records 12.5 credits of an operation of Bob's.");
    BigDecimal before = remaining();
    Map<String, Object> usage = new HashMap<>(usage(production, "operation", "12.5"));
    usage.put("userId", bob.userId());
    Answer recorded = step.answers(201, platform.post("/v1/usage", usage));
    step.is(
        "12.5 are charged", recorded.body().path("charged").decimalValue(), new BigDecimal("12.5"));
    step.is("from the credits", recorded.text("source"), "credits");
    step.event(
        "usage-recorded",
        acme.id(),
        value -> value.path("usageId").asText().equals(usage.get("id")));
    step.is("the pool is 12.5 lower", before.subtract(remaining()), new BigDecimal("12.5"));
    Answer again = step.answers(201, platform.post("/v1/usage", usage));
    step.is("the same report again answers the same", again.body(), recorded.body());
    step.is("and draws nothing", before.subtract(remaining()), new BigDecimal("12.5"));
  }

  private void reserve(String production) {
    Step step = stage.step("For work of unknown cost it reserves 20, and settles 14.25.");
    BigDecimal before = remaining();
    Map<String, Object> reservation = new HashMap<>(usage(production, "operation", "20"));
    reservation.put("ttlSeconds", 60);
    step.answers(201, platform.post("/v1/usage/reservations", reservation));
    step.is("20 are held", credits("reserved"), BigDecimal.valueOf(20));
    step.answers(
        200,
        platform.post(
            "/v1/usage/reservations/%s/settle".formatted(reservation.get("id")),
            Map.of("credits", new BigDecimal("14.25"))));
    step.is("nothing is held any more", credits("reserved"), BigDecimal.ZERO);
    step.is("the pool is 14.25 lower", before.subtract(remaining()), new BigDecimal("14.25"));
  }

  private void notForPeople(Caller bob, String production) {
    Step step = stage.step("Bob himself can report nothing.");
    step.refused(403, "forbidden", bob.post("/v1/usage", usage(production, "operation", "1")));
  }

  Map<String, Object> usage(String workspace, String kind, String credits) {
    return Map.of(
        "id",
        UUID.randomUUID().toString(),
        "organizationId",
        acme.id(),
        "workspaceId",
        workspace,
        "kind",
        kind,
        "credits",
        new BigDecimal(credits));
  }

  BigDecimal remaining() {
    return credits("remaining");
  }

  private BigDecimal credits(String field) {
    return ann.get(acme.billing("credits")).body().path(field).decimalValue();
  }
}
