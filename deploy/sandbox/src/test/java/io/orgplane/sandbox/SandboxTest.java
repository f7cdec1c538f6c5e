package io.orgplane.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private Path folder;
  private Sandbox sandbox;

  @BeforeAll
  void start(@TempDir Path given) {
    folder = given;
    var config = SandboxConfig.forTests().withClockOffsetFile(folder.resolve("clock-offset"));
    sandbox = Sandbox.start(config);
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @Test
  void a_mail_is_read_over_http_by_its_recipient() throws Exception {
    mail("reader@example.com", "Hello", "see http://localhost:8080/accept-invitation#token=abc");
    var answer = call("GET", "/mail?to=Reader@example.com&limit=5", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "{\"items\":[{\"to\":\"reader@example.com\",\"subject\":\"Hello\"",
            "accept-invitation#token=abc",
            "\"html\":\"\"",
            "\"receivedAt\":\"20");
    assertThat(call("GET", "/mail?to=nobody@example.com", "").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void an_advance_moves_the_file_the_clock_and_stripe() throws Exception {
    var before = sandbox.clock().instant();
    var answer = call("POST", "/clock/advance", "{\"seconds\": 3600}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"offsetSeconds\":3600");
    assertThat(Files.readString(folder.resolve("clock-offset")).strip()).isEqualTo("3600");
    assertThat(sandbox.clock().instant()).isAfter(before.plusSeconds(3_599));
    assertThat(call("GET", "/clock", "").body()).contains("\"offsetSeconds\":3600", "\"now\":\"");
    var stripe =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + sandbox.stripePort() + "/v1/products"))
                .header("Authorization", "Bearer " + SandboxConfig.Stripe.SECRET_KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=Team"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    var created = stripe.body().replaceAll("(?s).*\"created\"\\s*:\\s*(\\d+).*", "$1");
    assertThat(Long.parseLong(created)).isGreaterThanOrEqualTo(before.getEpochSecond() + 3_599);
  }

  @Test
  void a_record_put_over_http_is_resolved() throws Exception {
    var put =
        call(
            "PUT",
            "/sandbox/dns",
            "{\"name\": \"_orgplane.http.example\", \"type\": \"TXT\", \"values\": [\"t=1\"]}");
    assertThat(put.statusCode()).isEqualTo(204);
    var resolver = new SimpleResolver("127.0.0.1");
    resolver.setPort(sandbox.dnsPort());
    var query =
        org.xbill.DNS.Message.newQuery(
            Record.newRecord(Name.fromString("_orgplane.http.example."), Type.TXT, DClass.IN));
    assertThat(resolver.send(query).getSection(Section.ANSWER).toString()).contains("t=1");
    assertThat(call("GET", "/sandbox/dns", "").body()).contains("_orgplane.http.example.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /clock/advance | ''",
        "POST | /clock/advance | {}",
        "POST | /clock/advance | {\"seconds\": 0}",
        "POST | /clock/advance | {\"seconds\": -5}",
        "POST | /clock/advance | {\"seconds\": 1.5}",
        "POST | /clock/advance | {\"seconds\": \"5\"}",
        "POST | /clock/advance | {\"seconds\": 99999999999999999999}",
        "POST | /clock/advance | {\"seconds\": 5, \"minutes\": 1}",
        "POST | /clock/advance | {\"seconds\": 5} more",
        "PUT  | /sandbox/dns   | {\"name\": \"a.example\"}",
        "PUT  | /sandbox/dns   | {\"name\": \"a.example\", \"type\": \"A\", \"values\": [\"x\"]}",
        "PUT  | /sandbox/dns   | {\"name\": \"a.example\", \"type\": \"A\", \"values\": [null]}",
        "PUT  | /sandbox/dns   | {\"name\": \"a.example\", \"fault\": \"none\", \"type\": \"A\"}",
        "PUT  | /sandbox/dns   | []",
        "GET  | /mail?limit=0  | ''",
        "GET  | /mail?limit=x  | ''",
        "GET  | /mail?from=x   | ''",
      })
  void bad_input_is_a_problem_and_nothing_else(String method, String path, String body)
      throws Exception {
    var before = call("GET", "/sandbox/dns", "").body() + sandbox.clock().offset();
    var answer = call(method.strip(), path.strip(), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"validation-failed\"", "\"status\":400");
    assertThat(call("GET", "/sandbox/dns", "").body() + sandbox.clock().offset()).isEqualTo(before);
  }

  @Test
  void unknown_paths_and_methods_are_problems_too() throws Exception {
    assertThat(call("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "/nothing", "").body()).contains("\"code\":\"not-found\"");
    assertThat(call("DELETE", "/clock", "").statusCode()).isEqualTo(405);
  }

  @Test
  void the_page_shows_mail_without_running_it() throws Exception {
    mail("page@example.com", "<script>alert(1)</script>", "go to https://x.example/?a=1&b=\"2\"");
    var page = call("GET", "/?to=page@example.com", "");
    assertThat(page.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(page.body())
        .doesNotContain("<script>")
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "href=\"https://x.example/?a=1&amp;b=\"",
            ":" + sandbox.stripePort(),
            ":" + sandbox.awsPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "stripe", "aws", "dns", "smtp"})
  void a_taken_port_stops_the_start_by_name_and_leaves_nothing_open(String part) throws Exception {
    var page = part.equals("page") ? sandbox.pagePort() : 0;
    var stripe = part.equals("stripe") ? sandbox.stripePort() : 0;
    var aws = part.equals("aws") ? sandbox.awsPort() : 0;
    var dns = part.equals("dns") ? sandbox.dnsPort() : 0;
    var smtp = part.equals("smtp") ? sandbox.smtpPort() : 0;
    var name =
        Map.of(
            "page", "sandbox page",
            "stripe", "Stripe stand-in",
            "aws", "AWS stand-in",
            "dns", "DNS stand-in",
            "smtp", "mailbox");
    var taken =
        SandboxConfig.forTests().withPorts(new SandboxConfig.Ports(page, stripe, aws, dns, smtp));
    assertThatThrownBy(() -> Sandbox.start(taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name.get(part));
  }

  @Test
  void the_environment_moves_ports_and_secrets_and_no_secret_is_printed() {
    var config =
        SandboxEnvironment.of(
            Map.of(
                "ORGPLANE_SANDBOX_PAGE_PORT", "9090",
                "ORGPLANE_AWS_SECRET_ACCESS_KEY", "another-secret-altogether"));
    assertThat(config.ports().page()).isEqualTo(9_090);
    assertThat(config.ports().aws()).isEqualTo(8_092);
    assertThat(config.aws().secretAccessKey()).isEqualTo("another-secret-altogether");
    assertThat(config.toString())
        .doesNotContain("another-secret-altogether", SandboxConfig.Stripe.SECRET_KEY);
    assertThatThrownBy(() -> SandboxEnvironment.of(Map.of("ORGPLANE_SANDBOX_PAGE_PORT", "many")))
        .hasMessageContaining("ORGPLANE_SANDBOX_PAGE_PORT");
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.pagePort() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void mail(String to, String subject, String text) throws Exception {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("no-reply@orgplane.local"));
    message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    Transport.send(message);
  }
}
