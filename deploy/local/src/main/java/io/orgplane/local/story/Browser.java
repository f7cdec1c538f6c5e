package io.orgplane.local.story;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as a sign-up needs: it keeps cookies, follows redirects, and finds the form
 * of a page.
 */
final class Browser {
  private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
  private static final int MOST_REDIRECTS = 10;

  private final Web web;
  private final URI home;
  private final Map<String, String> cookies = new HashMap<>();

  /**
   * What is shown.
   *
   * @param address where the browser ended
   */
  record Page(URI address, String text) {
    URI formAddress() {
      Matcher form = FORM.matcher(text);
      if (!form.find()) {
        throw new StoryBroken("no form on the page " + address);
      }
      return URI.create(form.group(1).replace("&amp;", "&"));
    }
  }

  /**
   * A new one, without cookies.
   *
   * @param home addresses that begin with it are not opened any more: they are where somebody else
   *     sends the browser back to
   */
  Browser(Web web, URI home) {
    this.web = web;
    this.home = home;
  }

  Page open(URI address) {
    return follow(address, web.sendForText(with(Web.to(address)).GET().build()));
  }

  Page submit(Page page, Map<String, String> fields) {
    URI address = page.formAddress();
    HttpRequest request =
        with(Web.to(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Web.form(fields)))
            .build();
    return follow(address, web.sendForText(request));
  }

  private Page follow(URI address, HttpResponse<String> response) {
    URI current = address;
    HttpResponse<String> last = response;
    for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
      keepCookies(last);
      String location = last.headers().firstValue("Location").orElse("");
      if (location.isEmpty()) {
        return new Page(current, last.body());
      }
      current = current.resolve(location);
      if (current.toString().startsWith(home.toString())) {
        return new Page(current, "");
      }
      last = web.sendForText(with(Web.to(current)).GET().build());
    }
    throw new StoryBroken("too many redirects from " + address);
  }

  private void keepCookies(HttpResponse<String> response) {
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) {
        cookies.put(pair[0].strip(), pair[1]);
      }
    }
  }

  private HttpRequest.Builder with(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }
}
