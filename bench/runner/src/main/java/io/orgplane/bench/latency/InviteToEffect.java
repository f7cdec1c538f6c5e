package io.orgplane.bench.latency;

import io.orgplane.bench.Benchmark;
import io.orgplane.bench.Scale;
import io.orgplane.bench.report.Percentiles;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.report.Table;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Somebody is invited, finds the mail, accepts, and is a member for every service: so many do at a
 * time, each going on to the next organization when in.
 */
public final class InviteToEffect implements Benchmark {

  private static final int PEOPLE = Math.max(4, Scale.count(32));
  private static final int ORGANIZATIONS = Math.max(4, Scale.count(40));
  private static final int AT_A_TIME = 8;
  private static final double WARM_UP_SHARE = 0.3;

  private final Map<Change, Long> accepted = new ConcurrentHashMap<>();
  private final Queue<Join> joins = new ConcurrentLinkedQueue<>();

  /**
   * In nanoseconds of the monotonic clock.
   *
   * @param mailed when the mail was found
   */
  private record Join(Change member, long begun, long invited, long mailed, long done) {}

  @Override
  public String name() {
    return "invite";
  }

  @Override
  public Section run() throws Exception {
    try (MeasuredServices services = MeasuredServices.start(EnumSet.allOf(SuiteService.class))) {
      Ann ann = new Ann(services.stack().addresses());
      List<UUID> organizations = new Population(services, List.of()).create(ann, ORGANIZATIONS);
      List<Invitee> people = Invitee.register(services.stack().addresses(), PEOPLE);
      try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
        List<Future<?>> all = new ArrayList<>();
        for (Invitee person : people) {
          all.add(
              workers.submit(
                  () -> {
                    joinAll(ann, person, organizations);
                    return null;
                  }));
        }
        for (Future<?> one : all) {
          one.get();
        }
      }
      return section(services);
    }
  }

  private void joinAll(Ann ann, Invitee person, List<UUID> organizations)
      throws IOException, InterruptedException {
    for (int i = 0; i < organizations.size(); i++) {
      Change member = new Change(organizations.get(i), person.userId());
      long begun = System.nanoTime();
      long invited = ann.invite(member.organization(), person.email()).join();
      String token = person.awaitInvitation(i + 1);
      long mailed = System.nanoTime();
      person.accept(token);
      Instant now = Instant.now();
      accepted.put(member, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
      joins.add(new Join(member, begun, invited, mailed, System.nanoTime()));
    }
  }

  private Section section(MeasuredServices services) throws SQLException, InterruptedException {
    List<Join> measured = joins.stream().skip((long) (joins.size() * WARM_UP_SHARE)).toList();
    Set<Change> members = measured.stream().map(Join::member).collect(Collectors.toSet());
    Times confirmed = new Times(accepted);
    Table table =
        new Table("milliseconds", "samples", "p50", "p90", "p99", "longest")
            .row(of(measured, Join::begun, Join::invited).row("inviting"))
            .row(of(measured, Join::invited, Join::mailed).row("until the mail is there"))
            .row(of(measured, Join::mailed, Join::done).row("accepting"));
    for (SuiteService service : RevocationToDenial.FOLLOWING) {
      Times effects = CommitTimes.ofEffects(services, service, accepted.keySet());
      table.row(
          nonNegative(confirmed, effects, members)
              .row("accepted to effect in " + service.module()));
    }
    double seconds = (measured.getLast().done() - measured.getFirst().done()) / 1e9;
    return new Section(
        "Invited, accepted, a member everywhere: %d at a time".formatted(AT_A_TIME),
        table,
        "%.0f people a second came in.".formatted(measured.size() / seconds));
  }

  /** An effect may be there before the answer is. */
  private static Percentiles nonNegative(
      Times confirmed, Times effects, Collection<Change> members) {
    return new Percentiles(
        members.stream()
            .map(member -> Math.max(0, effects.of(member) - confirmed.of(member)))
            .toList());
  }

  private static Percentiles of(
      List<Join> joins, ToLongFunction<Join> from, ToLongFunction<Join> to) {
    return new Percentiles(
        joins.stream()
            .map(join -> (to.applyAsLong(join) - from.applyAsLong(join)) / 1_000)
            .toList());
  }
}
