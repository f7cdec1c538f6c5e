package io.orgplane.sandbox.mail;

import io.orgplane.sandbox.http.Answers;
import io.orgplane.sandbox.http.BadRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** {@code GET /mail?to=&limit=}, newest first, and {@code DELETE /mail}. */
public final class MailRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final Set<String> FILTERS = Set.of("to", "limit");

  private final Mailbox mailbox;

  private MailRoutes(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  private record MailView(String to, String subject, String text, String html, String receivedAt) {
    static MailView of(Mail mail) {
      return new MailView(
          mail.to(), mail.subject(), mail.text(), mail.html(), mail.receivedAt().toString());
    }
  }

  private record MailList(List<MailView> items) {}

  public static void mount(Router router, Mailbox mailbox) {
    var routes = new MailRoutes(mailbox);
    router.get("/mail").handler(routes::list);
    router.delete("/mail").handler(routes::clear);
  }

  private void list(RoutingContext context) {
    context
        .queryParams()
        .names()
        .forEach(name -> BadRequest.unless(FILTERS.contains(name), "unknown filter " + name));
    var limit = Answers.number(context, "limit", USUAL, 1, MOST);
    var found = mailbox.mails(context.queryParams().get("to"), limit);
    Answers.json(context, new MailList(found.stream().map(MailView::of).toList()));
  }

  private void clear(RoutingContext context) {
    mailbox.clear();
    Answers.noContent(context);
  }
}
