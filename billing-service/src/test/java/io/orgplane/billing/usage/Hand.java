package io.orgplane.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.billing.usage.Reservation.Wanted;
import io.orgplane.billing.usage.UsageEvents.UsageReported;
import io.orgplane.kit.event.EventType;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.ProblemException;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Seed;
import io.orgplane.testing.Uuids;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** One of those who do everything at once, as chance has it. */
final class Hand {

  private static final EventType REPORTED = EventType.of(UsageReported.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEDS = 20;

  private final String name;
  private final Random random;
  private final List<Replica> replicas;
  private final List<Account> accounts;
  private final MovedClock clock;
  private final EventProbe kafka;
  private final WorkspaceId workspace;
  private final List<Usage> before = new ArrayList<>();
  private Account account;
  private String id = "";

  Hand(
      String name,
      List<Replica> replicas,
      List<Account> accounts,
      MovedClock clock,
      EventProbe kafka,
      WorkspaceId workspace) {
    this.name = name;
    this.random = Seed.random(name);
    this.replicas = replicas;
    this.accounts = accounts;
    this.clock = clock;
    this.kafka = kafka;
    this.workspace = workspace;
    this.account = accounts.getFirst();
  }

  int act(int steps) {
    for (int step = 0; step < steps; step++) {
      account = accounts.get(random.nextInt(accounts.size()));
      id = name + "-" + step + "-" + account.id;
      try {
        act();
      } catch (ProblemException refused) {
        assertThat(refused.status()).as(refused.code()).isIn(402, 403, 404, 409);
      }
    }
    return steps;
  }

  private void act() {
    switch (random.nextInt(DEEDS)) {
      case 0, 1 -> record(replica(), usage(id, amount()));
      case 2, 3 -> theAnswerGetsLost(usage(id, amount()));
      case 4 -> batch();
      case 5 -> polled();
      case 6 -> reportOnKafka();
      case 7, 8 -> reserve();
      case 9, 10 -> settle();
      case 11 -> release();
      case 12 -> expire();
      case 13 -> give();
      case 14 -> buy();
      case 15 -> agree();
      case 16 -> payAsYouGo();
      case 17 -> modelCalls();
      case 18 -> time();
      default -> Await.retrying(() -> replica().credits.turn(account.id));
    }
  }

  private UsageOutcome record(Replica at, Usage usage) {
    UsageOutcome outcome = Await.retrying(() -> single(at, usage)).getFirst();
    account.answered(outcome, usage);
    before.add(usage);
    return outcome;
  }

  private Uni<List<UsageOutcome>> single(Replica at, Usage usage) {
    return at.decide(account.id, new RecordUsage(List.of(usage)));
  }

  /**
   * An instance is asked and nobody waits for its answer; two others are asked for the same. The
   * first may come to record it after the two have refused, when credits have been given meanwhile.
   */
  private void theAnswerGetsLost(Usage usage) {
    account.unanswered.add(usage.id());
    single(replica(), usage).subscribe().with(nobody -> {}, nobody -> {}).cancel();
    UsageOutcome first = record(replica(), usage);
    UsageOutcome again = record(replica(), usage);
    if (first instanceof UsageOutcome.Recorded known) {
      assertThat(((UsageOutcome.Recorded) again).remaining()).isEqualTo(known.remaining());
    }
  }

  /** New ones, one of them twice, and some that were there before. */
  private void batch() {
    List<Usage> all = many();
    all.add(all.getFirst());
    all.addAll(before.subList(0, Math.min(3, before.size())));
    Replica at = replica();
    List<UsageOutcome> outcomes = Await.retrying(() -> at.decide(account.id, new RecordUsage(all)));
    assertThat(outcomes).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      account.answered(outcomes.get(i), all.get(i));
    }
  }

  /** What a poll of Kafka brings, and brings again to whoever has the partition then. */
  private void polled() {
    List<Received<UsageReported>> events = many().stream().map(this::received).toList();
    events.forEach(each -> account.reported.add(each.payload().id()));
    Await.retrying(() -> replica().intake.apply(account.id, events));
    Await.retrying(() -> replica().intake.apply(account.id, events));
  }

  /** Through Kafka itself, where an instance takes it whose clock is far behind. */
  private void reportOnKafka() {
    Map<String, Object> data =
        Map.of(
            "id", id,
            "organizationId", account.id.toString(),
            "workspaceId", workspace.toString(),
            "kind", "operation",
            "credits", amount().decimal());
    OutgoingEvent event =
        OutgoingEvent.of("usage-events", "usage-reported", account.id.toString(), data);
    account.reported.add(id);
    kafka.publish(event);
    if (random.nextBoolean()) {
      kafka.publish(event);
    }
  }

  private void reserve() {
    Wanted wanted =
        new Wanted(
            account.id,
            id,
            workspace,
            kind(),
            amount(),
            clock.instant().plus(Duration.ofMinutes(random.nextInt(5_000))));
    Replica first = replica();
    Replica second = replica();
    Await.retrying(() -> first.decide(account.id, new ReserveCredits(wanted)));
    Await.retrying(() -> second.decide(account.id, new ReserveCredits(wanted)));
    account.reservations.add(id);
  }

  /** At once, or much later: beyond midnight, beyond the period, beyond its own time. */
  private void settle() {
    String reservation = oneOfThem();
    SettleReservation settle = new SettleReservation(reservation, amount());
    Replica at = replica();
    Reservation first = Await.retrying(() -> at.decide(account.id, settle));
    Reservation again = Await.retrying(() -> replica().decide(account.id, settle));
    assertThat(again.remaining()).isEqualTo(first.remaining());
    account.recorded.put(reservation, settle.actual().thousandths());
  }

  private void release() {
    EndReservation release = new EndReservation(oneOfThem(), Status.RELEASED);
    Await.retrying(() -> replica().decide(account.id, release));
  }

  private void expire() {
    EndReservation expire = new EndReservation(oneOfThem(), Status.EXPIRED);
    Await.retrying(() -> replica().decide(account.id, expire));
  }

  private String oneOfThem() {
    String reservation = account.reservations.poll();
    if (reservation == null) {
      reserve();
      return id;
    }
    if (random.nextInt(4) == 0) {
      account.reservations.add(reservation);
    }
    return reservation;
  }

  private void give() {
    Credits credits = amount().plus(new Credits(1));
    Await.retrying(() -> replica().credits.bonus(account.id, id, credits));
    Await.retrying(() -> replica().credits.bonus(account.id, id, credits));
    account.given.addAndGet(credits.thousandths());
  }

  /** Under its key once: a second time fails, and undoes all of it. */
  private void buy() {
    Credits credits = Credits.whole(1 + random.nextInt(20));
    account.bought.addAndGet(credits.thousandths());
    try {
      Await.answer(replica().credits.pack(account.id, id, credits));
    } catch (RuntimeException lost) {
      Await.retrying(() -> replica().credits.turn(account.id));
      if (!CreditBooks.knowsGrant(account.id, "add-on/" + id)) {
        account.bought.addAndGet(-credits.thousandths());
      }
    }
  }

  /** Seats up and down and up again, another plan, another month, the end and a new beginning. */
  private void agree() {
    Replica at = replica();
    account.agree(at, this::changed);
  }

  private Agreement changed(Agreement agreement, Instant now) {
    if (agreement.isOver(now)) {
      return agreement.renewed(now).seats(seats()).perSeat(perSeat(agreement));
    }
    if (!account.isForeseeable() && random.nextInt(6) == 0) {
      return agreement.months() == 0
          ? Agreement.of("sub_" + Uuids.v7(), now, 1, 100, 1, now)
          : Agreement.free(now);
    }
    if (agreement.months() == 0) {
      return agreement;
    }
    return account.isForeseeable()
        ? agreement.seats(seats())
        : agreement.seats(seats()).perSeat(Math.max(agreement.perSeat(), perSeat(agreement)));
  }

  private int seats() {
    return 1 + random.nextInt(4);
  }

  private int perSeat(Agreement agreement) {
    return account.isForeseeable() ? agreement.perSeat() : random.nextBoolean() ? 40 : 80;
  }

  private void payAsYouGo() {
    boolean enabled = random.nextInt(3) > 0;
    long cap = random.nextBoolean() ? Account.HIGHEST_CAP : 200;
    Await.retrying(() -> replica().credits.payAsYouGo(account.id, enabled, cap));
  }

  /** The organization's own account begins or ends to pay, or did not serve and ours did. */
  private void modelCalls() {
    if (random.nextBoolean()) {
      long version = account.byokVersion.incrementAndGet();
      boolean active = random.nextBoolean();
      Instant since = clock.instant();
      Await.retrying(() -> replica().byok(account.id, active, version, since));
    } else {
      Usage usage = usage(id, new Credits(random.nextInt(60_000)));
      Await.retrying(() -> replica().decide(account.id, new ChargeFallback(usage)));
      Await.retrying(() -> replica().decide(account.id, new ChargeFallback(usage)));
      account.recorded.put(usage.id(), usage.credits().thousandths());
    }
  }

  private void time() {
    switch (random.nextInt(8)) {
      case 0 -> replica().clock.goWrong(Duration.ofHours(-1));
      case 1 -> replica().clock.goWrong(Duration.ofHours(1));
      case 2 -> replica().clock.goWrong(Duration.ZERO);
      case 3 -> clock.advance(Duration.ofDays(1));
      case 4 -> clock.advance(Duration.ofDays(2));
      default -> clock.advance(Duration.ofHours(5));
    }
  }

  private List<Usage> many() {
    return new ArrayList<>(
        IntStream.range(0, 1 + random.nextInt(20))
            .mapToObj(each -> usage(id + "/" + each, new Credits(random.nextInt(2_000))))
            .toList());
  }

  private Usage usage(String usageId, Credits credits) {
    return new Usage(
        usageId,
        workspace,
        new UserId("user-" + random.nextInt(3)),
        kind(),
        credits,
        clock.instant(),
        null);
  }

  private Received<UsageReported> received(Usage usage) {
    UsageReported reported =
        new UsageReported(
            usage.id(),
            account.id,
            workspace,
            null,
            usage.kind(),
            usage.credits(),
            null,
            JSON.createObjectNode().put("by", name));
    return new Received<>(UUID.randomUUID(), REPORTED, account.id, clock.instant(), reported);
  }

  private Replica replica() {
    return replicas.get(random.nextInt(replicas.size()));
  }

  private String kind() {
    return random.nextInt(3) == 0 ? Usage.MODEL_CALLS : "operation";
  }

  private Credits amount() {
    return new Credits(random.nextInt(9_000));
  }
}
