package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.orgplane.sandbox.stripe.NpmPackages.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stripe's own <a href="https://docs.stripe.com/cli">command line</a> drives the stand-in: a client
 * that nobody here wrote. It takes no other machine than 127.0.0.1 for Stripe. {@code stripe
 * listen} needs a websocket of Stripe's and is out.
 */
class StripeCliTest extends ShopTest {
  private Path home = Path.of("");

  @BeforeEach
  void install() throws Exception {
    Path folder = NpmPackages.installed();
    try (var packages = Files.list(folder.resolve("node_modules/@stripe"))) {
      Assumptions.assumeTrue(
          packages.anyMatch(one -> one.getFileName().toString().startsWith("cli-")),
          "npm has no Stripe command line for this machine");
    }
    home = folder.resolve("home");
    Files.createDirectories(home);
  }

  @Test
  void it_creates_reads_changes_and_lists_customers() throws Exception {
    JsonObject made =
        answer(
            "customers", "create", "--email=ann@example.com", "--name=Acme", "-d", "metadata[a]=b");
    String id = made.get("id").getAsString();
    JsonObject changed = answer("customers", "update", id, "--description=Ours", "--confirm");
    JsonObject listed = answer("customers", "list", "--limit=3");

    assertThat(made.get("email").getAsString()).isEqualTo("ann@example.com");
    assertThat(changed.get("description").getAsString()).isEqualTo("Ours");
    assertThat(shop.stripe.customers().retrieve(id).getMetadata()).containsEntry("a", "b");
    assertThat(listed.getAsJsonArray("data")).hasSize(1);
    assertThat(answer("get", "/v1/customers/" + id).get("name").getAsString()).isEqualTo("Acme");
  }

  @Test
  void it_subscribes_and_schedules_and_cancels() throws Exception {
    String customer = shop.customer().getId();
    String price = shop.monthly("Team", 2500).getId();
    String card =
        answer("payment_methods", "attach", "pm_card_visa", "--customer=" + customer)
            .get("id")
            .getAsString();
    JsonObject subscription =
        answer(
            "subscriptions",
            "create",
            "--customer=" + customer,
            "--default-payment-method=" + card,
            "-d",
            "items[0][price]=" + price,
            "-d",
            "items[0][quantity]=3");
    String id = subscription.get("id").getAsString();
    JsonObject schedule = answer("subscription_schedules", "create", "--from-subscription=" + id);
    answer("subscription_schedules", "release", schedule.get("id").getAsString());
    JsonObject canceled = answer("subscriptions", "cancel", id, "--confirm");

    assertThat(subscription.get("status").getAsString()).isEqualTo("active");
    assertThat(schedule.get("status").getAsString()).isEqualTo("active");
    assertThat(canceled.get("status").getAsString()).isEqualTo("canceled");
  }

  @Test
  void it_posts_what_it_has_no_word_for_and_shows_refusals() throws Exception {
    String customer = shop.customer().getId();
    answer(
        "post",
        "/v1/invoiceitems",
        "-d",
        "customer=" + customer,
        "-d",
        "amount=700",
        "-d",
        "currency=usd");

    assertThat(shop.stripe.invoiceItems().list().getData()).hasSize(1);
    assertThat(stripe("get", "/v1/customers/cus_none").output())
        .contains("resource_missing")
        .contains("No such customer");
  }

  @Test
  void it_triggers_what_its_fixtures_make() throws Exception {
    Ran triggered = stripe("trigger", "customer.created");

    assertThat(triggered.output()).contains("Trigger succeeded");
    shop.listener.await("customer.created");
  }

  private JsonObject answer(String... command) throws Exception {
    Ran ran = stripe(command);
    assertThat(ran.code()).as(ran.output()).isZero();
    int start = ran.output().indexOf('{');
    assertThat(start).as(ran.output()).isNotNegative();
    return JsonParser.parseString(ran.output().substring(start, ran.output().lastIndexOf('}') + 1))
        .getAsJsonObject();
  }

  private Ran stripe(String... command) throws Exception {
    List<String> line = new ArrayList<>(List.of("node", "node_modules/@stripe/cli/bin/shim.js"));
    line.addAll(List.of(command));
    line.addAll(List.of("--api-base", "http://127.0.0.1:" + shop.standIn.port()));
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "XDG_CONFIG_HOME",
            home.toString(),
            "STRIPE_API_KEY",
            Shop.KEY,
            "STRIPE_CLI_TELEMETRY_OPTOUT",
            "1");
    return NpmPackages.run(environment, line.toArray(String[]::new));
  }
}
