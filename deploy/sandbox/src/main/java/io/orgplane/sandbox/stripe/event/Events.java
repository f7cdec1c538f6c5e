package io.orgplane.sandbox.stripe.event;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Records events and hands them to the webhook; the API lists and retrieves them. */
public final class Events {
  private final Collection<Event> events = new Collection<>("event");
  private final Moment moment;
  private final Webhook webhook;

  public Events(Moment moment, Webhook webhook) {
    this.moment = moment;
    this.webhook = webhook;
  }

  public void happened(String type, JsonObject snapshot) {
    record(type, new JsonObject().put("object", snapshot));
  }

  /** An update, told with what was different before; nothing is told when nothing changed. */
  public void updated(String type, JsonObject before, JsonObject after) {
    JsonObject previous = Difference.previously(before, after);
    if (!previous.isEmpty()) {
      record(type, new JsonObject().put("object", after).put("previous_attributes", previous));
    }
  }

  private void record(String type, JsonObject data) {
    JsonObject json = Event.envelope(Ids.next("evt"), type, moment.now(), data.copy());
    json.put(
        "request",
        new JsonObject()
            .put("id", moment.requestId())
            .put("idempotency_key", moment.idempotencyKey()));
    var event = new Event(json);
    events.add(event);
    webhook.deliver(event);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/events",
            "list<event>",
            Params.ofList(Param.string("type"), Param.strings("types"), Param.range("created")),
            call -> list(call.args())),
        Endpoint.get("/v1/events/:id", "event", Params.of(), call -> events.get(call.id()).json()));
  }

  private JsonObject list(Arguments args) {
    args.refuseTogether("type", "types");
    String one = args.string("type");
    List<String> types = one == null ? args.strings("types") : List.of(one);
    if (types.size() > 20) {
      throw ApiError.invalid("At most 20 types can be asked for.", "types");
    }
    return Page.of(
        "/v1/events",
        events.newestFirst(event -> types.isEmpty() || covered(types, event.type())),
        args);
  }

  private static boolean covered(List<String> types, String type) {
    return types.stream()
        .anyMatch(
            wanted ->
                wanted.endsWith("*")
                    ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                    : wanted.equals(type));
  }
}
