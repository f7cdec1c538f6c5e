package io.orgplane.sandbox.dns;

import io.orgplane.sandbox.http.Answers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code PUT /sandbox/dns} as {@link DnsChange} says, {@code GET /sandbox/dns} in zone-file lines.
 */
public final class DnsRoutes {
  private final DnsZone zone;

  private DnsRoutes(DnsZone zone) {
    this.zone = zone;
  }

  private record Lines(List<String> items) {}

  public static void mount(Router router, DnsZone zone) {
    var routes = new DnsRoutes(zone);
    router.get("/sandbox/dns").handler(routes::list);
    router.put("/sandbox/dns").handler(routes::change);
  }

  private void list(RoutingContext context) {
    Answers.json(context, new Lines(zone.lines()));
  }

  private void change(RoutingContext context) {
    Answers.body(context, DnsChange.class).applyTo(zone);
    Answers.noContent(context);
  }
}
