package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Expansion;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * <a href="https://docs.stripe.com/api/subscription_schedules">Subscription schedules</a>. They are
 * made from a subscription; its phases are then given by an update, as Stripe recommends.
 */
public final class ScheduleApi {
  private static final String URL = "/v1/subscription_schedules";
  private static final Params UPDATE =
      Params.of(
          WantedPhases.PARAM,
          WantedPhases.BEHAVIOR,
          Param.oneOf("end_behavior", "cancel", "release"),
          Param.metadata());
  private static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.bool("scheduled"),
          Param.range("canceled_at"),
          Param.range("completed_at"),
          Param.range("released_at"),
          Param.range("created"));
  private final Schedules schedules;
  private final WantedPhases wanted;
  private final Moment moment;

  public ScheduleApi(Schedules schedules, Prices prices, Moment moment) {
    this.schedules = schedules;
    this.wanted = new WantedPhases(prices);
    this.moment = moment;
  }

  public void expandable(Expansion expansion) {
    expansion.type("subscription_schedule", schedules::get);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            URL,
            "subscription_schedule",
            Params.of(Param.string("from_subscription").asRequired()),
            call -> schedules.createFrom(call.args().require("from_subscription")).json()),
        Endpoint.get(URL, "list<subscription_schedule>", LIST, call -> list(call.args())),
        Endpoint.get(
            URL + "/:id",
            "subscription_schedule",
            Params.of(),
            call -> schedules.get(call.id()).json()),
        Endpoint.post(
            URL + "/:id",
            "subscription_schedule",
            UPDATE,
            call -> update(active(call.id(), "updated"), call.args())),
        Endpoint.post(
            URL + "/:id/release",
            "subscription_schedule",
            Params.of(Param.bool("preserve_cancel_date")),
            call -> release(active(call.id(), "released"), call.args())),
        Endpoint.post(
            URL + "/:id/cancel",
            "subscription_schedule",
            Params.of(Param.bool("invoice_now"), Param.bool("prorate")),
            call -> cancel(active(call.id(), "canceled"), call.args())));
  }

  private Schedule active(String id, String what) {
    Schedule schedule = schedules.get(id);
    if (!schedule.active()) {
      throw ApiError.invalid(
          "You cannot have a subscription schedule "
              + what
              + " that is currently in the `"
              + schedule.status.wireName()
              + "` status: it must be `not_started` or `active`.",
          null);
    }
    return schedule;
  }

  private JsonObject update(Schedule schedule, Arguments args) {
    List<Phase> phases = wanted.of(schedule, args.hashes("phases"), moment.now());
    Metadata.copyOf(schedule.metadata).apply(args);
    schedules.update(
        schedule,
        () -> describe(schedule, args),
        phases,
        args.string("proration_behavior", "create_prorations"));
    return schedule.json();
  }

  private static void describe(Schedule schedule, Arguments args) {
    schedule.metadata.apply(args);
    schedule.cancelsAtEnd =
        args.string("end_behavior", schedule.cancelsAtEnd ? "cancel" : "").equals("cancel");
  }

  private JsonObject release(Schedule schedule, Arguments args) {
    schedules.release(schedule, args.bool("preserve_cancel_date", false));
    return schedule.json();
  }

  private JsonObject cancel(Schedule schedule, Arguments args) {
    schedules.cancel(schedule, args.bool("prorate", true), args.bool("invoice_now", true));
    return schedule.json();
  }

  private JsonObject list(Arguments args) {
    return Page.of(URL, schedules.newestFirst(it -> matches(it, args)), args);
  }

  private static boolean matches(Schedule schedule, Arguments args) {
    String customer = schedule.subscription().customer().id();
    return args.string("customer", customer).equals(customer)
        && !args.bool("scheduled", false)
        && ended(schedule, Schedule.Status.CANCELED, args, "canceled_at")
        && ended(schedule, Schedule.Status.COMPLETED, args, "completed_at")
        && ended(schedule, Schedule.Status.RELEASED, args, "released_at");
  }

  private static boolean ended(
      Schedule schedule, Schedule.Status how, Arguments args, String param) {
    return !args.has(param)
        || (schedule.status == how && Page.within(schedule.endedAt, args.hash(param)));
  }
}
