package io.orgplane.sandbox.stripe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that a shop would tell: what it lists, whole, and the snapshots in its events. */
final class EveryObject {
  private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer " + Shop.KEY);
  private static final List<String> LISTS =
      List.of(
          "/v1/customers?",
          "/v1/products?",
          "/v1/prices?",
          "/v1/checkout/sessions?expand[]=data.line_items&",
          "/v1/subscriptions?status=all&",
          "/v1/subscription_schedules?",
          "/v1/invoices?expand[]=data.payments&expand[]=data.confirmation_secret&",
          "/v1/invoiceitems?",
          "/v1/invoice_payments?",
          "/v1/payment_intents?",
          "/v1/events?");

  private EveryObject() {}

  static List<JsonObject> of(Shop shop) {
    List<JsonObject> objects = new ArrayList<>();
    LISTS.forEach(list -> page(shop, list, "", objects));
    return objects;
  }

  private static void page(Shop shop, String list, String after, List<JsonObject> objects) {
    HttpResponse<String> answer = shop.get(list + "limit=100" + after, BEARER);
    JsonObject page = JsonParser.parseString(answer.body()).getAsJsonObject();
    if (answer.statusCode() != 200) {
      throw new AssertionError(list + " answered " + page);
    }
    JsonArray data = page.getAsJsonArray("data");
    gather(data, objects);
    if (page.get("has_more").getAsBoolean()) {
      String last = data.get(data.size() - 1).getAsJsonObject().get("id").getAsString();
      page(shop, list, "&starting_after=" + last, objects);
    }
  }

  /** Whatever says what it is, however deep. */
  static void gather(JsonElement element, List<JsonObject> objects) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> gather(item, objects));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has("object") && object.get("object").isJsonPrimitive() && !isList(object)) {
        objects.add(object);
      }
      object.entrySet().forEach(entry -> gather(entry.getValue(), objects));
    }
  }

  private static boolean isList(JsonObject object) {
    return object.get("object").getAsString().equals("list");
  }
}
