package io.orgplane.sandbox.stripe.api;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The frame of the stand-in's pages, and the escaping of whatever is put into it. */
public final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1a1f36; --soft: #697386; --line: #d8dee4; --accent: #4b45c6;
              --paper: #ffffff; --ground: #f6f8fa; --bad: #b3093c; }
      @media (prefers-color-scheme: dark) { :root { --ink: #f0f3f8; --soft: #a3acba; --line: #3c4257; --accent: #8d87ff;
              --paper: #1c2230; --ground: #12161f; --bad: #ff8aa5; } }
      body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
      main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: var(--paper);
             border: 1px solid var(--line); border-radius: 12px; }
      h1 { margin: 0 0 .25rem; font-size: 1.35rem; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
      p.soft, td.soft { color: var(--soft); } p.bad { color: var(--bad); font-weight: 600; }
      table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
      th, td { text-align: left; padding: .5rem 0; border-bottom: 1px solid var(--line); }
      td.sum, th.sum { text-align: right; font-variant-numeric: tabular-nums; }
      fieldset { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: 1rem 0; }
      label { display: block; padding: .3rem 0; } input:focus-visible, button:focus-visible, a:focus-visible {
             outline: 3px solid var(--accent); outline-offset: 2px; }
      button { font: inherit; padding: .65rem 1.4rem; border: 1px solid var(--accent); border-radius: 8px;
             background: var(--accent); color: var(--paper); cursor: pointer; }
      button.quiet, a.quiet { background: none; color: var(--accent); border: 0; padding: .65rem 1rem; }
      footer { max-width: 34rem; margin: 0 auto 3rem; color: var(--soft); font-size: .85rem; text-align: center; }
      """;

  private Html() {}

  public static void page(RoutingContext context, int status, String title, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .end(frame(title, body));
  }

  /** What a person sees when an API refusal reaches a page. */
  public static void refusal(RoutingContext context, ApiError refused) {
    page(
        context,
        refused.status(),
        "Not possible",
        "<h1>Not possible</h1><p>" + text(refused.getMessage()) + "</p>");
  }

  public static void seeOther(RoutingContext context, String location) {
    context.response().setStatusCode(303).putHeader("Location", location).end();
  }

  public static String text(@Nullable Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String frame(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><style>%s</style></head>
        <body><main>%s</main>
        <footer>Orgplane sandbox. This stands in for Stripe; no money moves.</footer></body>
        </html>
        """
        .formatted(text(title), STYLE, body);
  }
}
