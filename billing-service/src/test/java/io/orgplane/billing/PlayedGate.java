package io.orgplane.billing;

import static io.orgplane.testing.People.aPerson;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The seat gate of one organization, by the rules of membership-service's: it lets in below what is
 * entitled, never goes below the members in it, and answers what it has applied. It hears late, and
 * its own events are told twice or out of order.
 */
final class PlayedGate {

  private final Acme acme;
  private final Random random;
  private final Queue<String> violations;
  private final Deque<RecordedEvent> heard = new ArrayDeque<>();
  private final List<Person> members = new ArrayList<>();
  private final List<Person> left = new ArrayList<>();
  private @Nullable OutgoingEvent heldBack;
  private @Nullable OutgoingEvent told;
  private @Nullable Integer entitled = 1;
  private long version;
  private boolean binding;
  private boolean overSince;

  PlayedGate(Acme acme, Random random, Queue<String> violations) {
    this.acme = acme;
    this.random = random;
    this.violations = violations;
  }

  synchronized void hears(RecordedEvent event) {
    heard.add(event);
  }

  synchronized boolean hasHeardAll() {
    return heard.isEmpty() && heldBack == null;
  }

  /** Fixed seats that are paid, with nobody in who was in before they were fixed. */
  synchronized boolean isBinding() {
    return binding && !overSince;
  }

  synchronized @Nullable Integer entitled() {
    return entitled;
  }

  synchronized int active() {
    return members.size() + 1;
  }

  synchronized void joins() {
    lets(aPerson("Member"));
  }

  /** Somebody who has been in before. */
  synchronized void comesBack() {
    if (!left.isEmpty()) {
      lets(left.get(random.nextInt(left.size())));
    }
  }

  private void lets(Person person) {
    if (entitled == null || active() < entitled) {
      left.remove(person);
      members.add(person);
      acme.active.incrementAndGet();
      tell(acme.activation(person, "developer", active()));
    }
  }

  synchronized void leaves() {
    if (!members.isEmpty()) {
      Person person = members.remove(random.nextInt(members.size()));
      left.add(person);
      tell(acme.removal(person, "developer"));
      overSince = overSince && entitled != null && active() > entitled;
    }
  }

  /** In order mostly; sometimes behind the next one, sometimes again. */
  private void tell(OutgoingEvent event) {
    OutgoingEvent before = heldBack;
    heldBack = null;
    if (before == null && random.nextInt(6) == 0) {
      heldBack = event;
      return;
    }
    acme.events.publish(event);
    if (before != null) {
      acme.events.publish(before);
    }
    if (told != null && random.nextInt(6) == 0) {
      acme.events.publish(told);
    }
    told = event;
  }

  /** Takes up to so many steps of what it has heard; what was held back is told now. */
  synchronized void works(int most) {
    OutgoingEvent late = heldBack;
    if (late != null) {
      heldBack = null;
      acme.events.publish(late);
    }
    for (int i = 0; i < most && !heard.isEmpty(); i++) {
      RecordedEvent event = heard.remove();
      if (event.data().get("version").asLong() > version) {
        version = event.data().get("version").asLong();
        apply(event);
        answer();
      }
    }
  }

  private void apply(RecordedEvent event) {
    JsonNode data = event.data();
    if (event.type().equals("entitlements-changed")) {
      JsonNode cap = data.at("/seats/cap");
      boolean isPaid = !data.get("plan").asText().equals("starter");
      enter(
          cap.isNull() ? null : cap.asInt(),
          isPaid && data.at("/seats/policy").asText().equals("fixed"));
    } else {
      int wanted = Math.max(data.get("cap").asInt(), active());
      entitled = entitled == null ? Integer.valueOf(wanted) : Math.min(entitled, wanted);
    }
  }

  private void enter(@Nullable Integer cap, boolean isFixed) {
    boolean wasBinding = binding;
    Integer before = entitled;
    entitled = cap;
    binding = isFixed;
    boolean over = cap != null && active() > cap;
    if (over && binding && wasBinding && !overSince) {
      violations.add(
          acme.id + ": fixed seats went from " + before + " to " + cap + " below its members");
    }
    overSince = over;
    if (binding && cap != null && (before == null || cap > before || !wasBinding)) {
      int billed = billed();
      if (billed < cap) {
        violations.add(acme.id + ": the cap rises to " + cap + " while " + billed + " are billed");
      }
    }
  }

  /** What Stripe bills now; without a live subscription, anything. */
  private int billed() {
    for (JsonNode each :
        Stripe.get("/v1/subscriptions?status=all&customer=" + acme.customer()).get("data")) {
      if (!each.get("status").asText().equals("canceled")) {
        return each.at("/items/data/0/quantity").asInt();
      }
    }
    return Integer.MAX_VALUE;
  }

  private void answer() {
    Map<String, @Nullable Object> applied = new HashMap<>();
    applied.put("organizationId", acme.id);
    applied.put("cap", entitled == null ? null : Math.max(entitled, active()));
    applied.put("entitlementVersion", version);
    applied.put("activeCount", active());
    acme.events.publish("membership-events", "seat-cap-applied", acme.id, applied);
  }
}
