package io.orgplane.sandbox;

import io.orgplane.sandbox.clock.ClockRoutes;
import io.orgplane.sandbox.clock.OffsetClock;
import io.orgplane.sandbox.dns.DnsRoutes;
import io.orgplane.sandbox.dns.DnsStandIn;
import io.orgplane.sandbox.http.Problems;
import io.orgplane.sandbox.http.Started;
import io.orgplane.sandbox.mail.MailRoutes;
import io.orgplane.sandbox.mail.Mailbox;
import io.orgplane.sandbox.page.SandboxPage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sandbox's own page and API: mail, clock, DNS. */
final class SandboxApi implements AutoCloseable {
  private static final int LARGEST_BODY = 1 << 20;

  private final HttpServer server;

  private SandboxApi(HttpServer server) {
    this.server = server;
  }

  /** What it shows and moves. */
  record Parts(OffsetClock clock, Mailbox mailbox, DnsStandIn dns, int stripePort, int awsPort) {
    Map<String, String> links() {
      var links = new LinkedHashMap<String, String>();
      links.put("http://localhost:" + stripePort, "Stripe: the API under /v1, checkout and portal");
      links.put(
          "http://localhost:" + awsPort + "/sandbox/aws", "AWS: accounts, users, roles, keys");
      links.put("localhost:" + dns.port(), "DNS, UDP and TCP");
      links.put("localhost:" + mailbox.port(), "SMTP");
      return links;
    }
  }

  static SandboxApi start(Vertx vertx, String host, int port, Parts parts) {
    var router = Router.router(vertx);
    Problems.answerFor(router);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    ClockRoutes.mount(router, parts.clock());
    MailRoutes.mount(router, parts.mailbox());
    DnsRoutes.mount(router, parts.dns().zone());
    SandboxPage.mount(router, parts.clock(), parts.mailbox(), parts.dns().zone(), parts.links());
    var server = vertx.createHttpServer().requestHandler(router);
    Started.await("sandbox page", server.listen(port, host));
    return new SandboxApi(server);
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    Started.await("sandbox page", server.close());
  }
}
