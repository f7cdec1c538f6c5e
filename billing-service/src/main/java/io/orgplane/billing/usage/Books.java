package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.Hold;
import io.orgplane.billing.usage.Reservations.Held;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that deeds are decided on: the locked pool, and what is known under their ids. What one deed
 * changes the next one sees; in the end everything is written at once.
 */
final class Books {

  private final CreditPool pool;
  private final Instant now;
  private final ByokTimes byok;
  private final Map<String, Recorded> recorded = new HashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();
  private final Map<String, List<Hold>> holds = new HashMap<>();
  private final List<Recorded> fresh = new ArrayList<>();
  private final Set<String> reserved = new LinkedHashSet<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final Map<String, Refusal> refusals = new LinkedHashMap<>();

  /**
   * Usage that nobody can be told of that it was refused.
   *
   * @param reason a code
   * @param detail what is wrong with it, where the code does not say it
   */
  record Refusal(Usage usage, String reason, @Nullable String detail) {}

  Books(CreditPool pool, Known known, Instant now) {
    this.pool = pool;
    this.now = now;
    this.byok = known.byok();
    known.recorded().forEach(each -> recorded.put(each.usage().id(), each));
    known.reservations().forEach(each -> reservations.put(each.id(), each));
    known.held().forEach(each -> holds(each.reservation()).add(each.hold()));
  }

  /** What the database knew. */
  record Known(
      List<Recorded> recorded, List<Reservation> reservations, List<Held> held, ByokTimes byok) {}

  private List<Hold> holds(String reservation) {
    return holds.computeIfAbsent(reservation, none -> new ArrayList<>());
  }

  OrganizationId organization() {
    return pool.organization();
  }

  CreditPool pool() {
    return pool;
  }

  Instant now() {
    return now;
  }

  /** Who pays for that, used then. */
  Source payer(String kind, Instant at) {
    return kind.equals(Usage.MODEL_CALLS) && byok.activeAt(at) ? Source.BYOK : Source.CREDITS;
  }

  @Nullable Recorded recorded(String id) {
    return recorded.get(id);
  }

  @Nullable Reservation reservation(String id) {
    return reservations.get(id);
  }

  Reservation requireReservation(String id) {
    Reservation found = reservations.get(id);
    if (found == null) {
      throw new NotFound();
    }
    return found;
  }

  void record(Recorded usage) {
    recorded.put(usage.usage().id(), usage);
    fresh.add(usage);
  }

  void reserve(Reservation reservation, List<Hold> set) {
    reservations.put(reservation.id(), reservation);
    holds.put(reservation.id(), set);
    reserved.add(reservation.id());
  }

  /** What it has set aside, and no longer has. */
  List<Hold> takeHolds(Reservation reservation) {
    return holds.getOrDefault(reservation.id(), List.of());
  }

  void end(Reservation reservation) {
    reservations.put(reservation.id(), reservation);
    ended.add(reservation.id());
  }

  void refuse(Usage usage, String reason) {
    refuse(new Refusal(usage, reason, null));
  }

  void refuse(Refusal refusal) {
    refusals.put(refusal.usage().id(), refusal);
  }

  List<Recorded> fresh() {
    return fresh;
  }

  /** Those that are new, as they are now. */
  List<Reservation> reserved() {
    return reserved.stream().map(reservations::get).toList();
  }

  /** Those that were there before and have ended. */
  List<Reservation> ended() {
    return ended.stream().filter(id -> !reserved.contains(id)).map(reservations::get).toList();
  }

  /** What a new one has set aside, unless it has ended again. */
  List<Hold> holdsOf(Reservation reservation) {
    return ended.contains(reservation.id())
        ? List.of()
        : holds.getOrDefault(reservation.id(), List.of());
  }

  Collection<Refusal> refusals() {
    return refusals.values();
  }
}
