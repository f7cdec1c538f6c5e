package io.orgplane.sandbox.page;

import io.orgplane.sandbox.clock.OffsetClock;
import io.orgplane.sandbox.dns.DnsZone;
import io.orgplane.sandbox.mail.Mail;
import io.orgplane.sandbox.mail.Mailbox;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /}, optionally {@code ?to=} for one person's mail. */
public final class SandboxPage {
  private static final int MAILS_SHOWN = 50;
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Orgplane sandbox</title>
      <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
        pre { background: #f4f4f4; overflow-x: auto; padding: .6rem; white-space: pre-wrap }
        article { border-top: 1px solid #ccc; padding: .6rem 0 } h3 { margin: 0 } small { color: #555 }
      </style></head><body>
      <h1>Orgplane sandbox</h1>
      <p>It is %s here, %d s ahead of real time.
      Move on: <code>POST /clock/advance {"seconds": 86400}</code></p>
      <h2>Stand-ins</h2><ul>%s</ul>
      <h2>Mail</h2>
      <form method="get" action="/"><label>to <input name="to" type="email" value="%s"></label>
      <button>show</button></form>
      %s
      <h2>DNS</h2><pre>%s</pre>
      </body></html>
      """;

  private final OffsetClock clock;
  private final Mailbox mailbox;
  private final DnsZone zone;
  private final Map<String, String> links;

  private SandboxPage(OffsetClock clock, Mailbox mailbox, DnsZone zone, Map<String, String> links) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.zone = zone;
    this.links = links;
  }

  /** {@code links}: what each of the other addresses is, by address. */
  public static void mount(
      Router router, OffsetClock clock, Mailbox mailbox, DnsZone zone, Map<String, String> links) {
    router.get("/").handler(new SandboxPage(clock, mailbox, zone, links)::show);
  }

  private void show(RoutingContext context) {
    context
        .response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        .putHeader("cache-control", "no-store")
        .end(page(context.queryParams().get("to")));
  }

  private String page(@Nullable String to) {
    var wanted = to == null || to.isBlank() ? null : to;
    return PAGE.formatted(
        clock.instant(),
        clock.offset().toSeconds(),
        links.entrySet().stream().map(SandboxPage::link).collect(Collectors.joining()),
        wanted == null ? "" : Html.escaped(wanted),
        mailbox.mails(wanted, MAILS_SHOWN).stream()
            .map(SandboxPage::article)
            .collect(Collectors.joining()),
        Html.escaped(String.join("\n", zone.lines())));
  }

  private static String link(Map.Entry<String, String> link) {
    return "<li>%s — %s</li>".formatted(Html.linked(link.getKey()), Html.escaped(link.getValue()));
  }

  private static String article(Mail mail) {
    var body = mail.text().isEmpty() ? mail.html() : mail.text();
    return "<article><h3>%s</h3><small>to %s, %s</small><pre>%s</pre></article>"
        .formatted(
            Html.escaped(mail.subject()),
            Html.escaped(mail.to()),
            mail.receivedAt(),
            Html.linked(body));
  }
}
