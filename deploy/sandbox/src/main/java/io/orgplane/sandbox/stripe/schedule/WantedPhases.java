package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.catalogue.Interval;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code phases}: one begins where the last ends, and each ends at a date or after a
 * duration. What is over may be left out; the current phase may not, and keeps its start.
 */
final class WantedPhases {
  private static final String[] BEHAVIORS = {"create_prorations", "always_invoice", "none"};
  static final Param BEHAVIOR = Param.oneOf("proration_behavior", BEHAVIORS);
  static final Param PARAM =
      Param.hashes(
          "phases",
          Param.hashes("items", Param.string("price").asRequired(), Param.integer("quantity"))
              .asRequired(),
          Param.integer("start_date"),
          Param.integer("end_date"),
          Param.hash(
              "duration",
              Param.oneOf("interval", "day", "week", "month", "year").asRequired(),
              Param.integer("interval_count")),
          BEHAVIOR,
          Param.oneOf("billing_cycle_anchor", "automatic", "phase_start"),
          Param.string("currency"),
          Param.string("description"),
          Param.metadata());
  private final Prices prices;

  WantedPhases(Prices prices) {
    this.prices = prices;
  }

  List<Phase> of(Schedule schedule, List<Arguments> given, long now) {
    List<Phase> phases = new ArrayList<>();
    for (Arguments args : given) {
      Phase before = phases.isEmpty() ? null : phases.getLast();
      Phase phase = phase(args, before, args == given.getLast());
      if (before != null || phase.end() > schedule.currentPhase().start()) {
        phases.add(phase);
      }
    }
    if (!given.isEmpty()) {
      requireCurrent(schedule, phases, now);
    }
    return phases;
  }

  private Phase phase(Arguments args, @Nullable Phase before, boolean last) {
    long start = start(args, before);
    List<Wanted> items = args.hashes("items").stream().map(this::item).toList();
    if (items.isEmpty()) {
      throw ApiError.missing(args.nameOf("items"));
    }
    return new Phase(
        start,
        end(args, start, items, last),
        items,
        args.string("proration_behavior", "create_prorations"),
        args.string("billing_cycle_anchor", "automatic").equals("phase_start"),
        args.string("description"),
        Metadata.of(args));
  }

  private static long start(Arguments args, @Nullable Phase before) {
    if (before == null) {
      return args.requireInteger("start_date");
    }
    if (args.integer("start_date", before.end()) != before.end()) {
      throw ApiError.invalid(
          "A phase starts when the one before it ends.", args.nameOf("start_date"));
    }
    return before.end();
  }

  private Wanted item(Arguments args) {
    return new Wanted(
        prices.requireRecurring(args.require("price"), args.nameOf("price")),
        args.count("quantity", 1));
  }

  /** Only the last phase may leave its end open: it then lasts one period of its price. */
  private static long end(Arguments args, long start, List<Wanted> items, boolean last) {
    if (args.has("end_date") && args.has("duration")) {
      throw ApiError.invalid(
          "You may only specify one of these parameters: end_date, duration.",
          args.nameOf("end_date"));
    }
    Long date = args.integer("end_date");
    if (date != null) {
      if (date <= start) {
        throw ApiError.invalid("A phase ends after it starts.", args.nameOf("end_date"));
      }
      return date;
    }
    if (args.has("duration")) {
      return Interval.of(args.hash("duration")).endAfter(start, start);
    }
    if (!last) {
      throw ApiError.missing(args.nameOf("end_date"));
    }
    return Objects.requireNonNull(items.getFirst().price().interval()).endAfter(start, start);
  }

  private static void requireCurrent(Schedule schedule, List<Phase> phases, long now) {
    if (phases.isEmpty() || phases.getFirst().start() != schedule.currentPhase().start()) {
      throw ApiError.invalid(
          "You can not modify the start date of the current phase, which is "
              + schedule.currentPhase().start()
              + ".",
          "phases[0][start_date]");
    }
    if (phases.getFirst().end() <= now) {
      throw ApiError.invalid("The current phase cannot end in the past.", "phases[0][end_date]");
    }
  }
}
