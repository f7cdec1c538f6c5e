package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Ann registers in Keycloak, and her first call finds everything ready for her. */
final class SigningUp {
  private static final String PASSWORD = "correct horse battery";

  private final Stage stage;

  SigningUp(Stage stage) {
    this.stage = stage;
  }

  Caller play() {
    stage.chapter("Ann signs up");
    Caller ann = register();
    String personal = firstCall(ann);
    personalOrganization(ann, personal);
    return ann;
  }

  /**
   * As a person does it, page by page: a new Ann in every play, so that her first call really is
   * one.
   */
  private Caller register() {
    Step step = stage.step("She registers in Keycloak and follows the link in its mail.");
    String email = "ann.%s@example.com".formatted(stage.play());
    Mailbox mailbox = new Mailbox(stage.addresses(), stage.web(), email);
    URI home = stage.addresses().frontDoor().resolve("/");
    Browser browser = new Browser(stage.web(), home);
    String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
    Browser.Page form = browser.open(authorization(home, verifier));
    stage.causes().note(System.nanoTime());
    Browser.Page choosing =
        browser.submit(form, Map.of("email", email, "firstName", "Ann", "lastName", "Archer"));
    browser.submit(choosing, Map.of("password-new", PASSWORD, "password-confirm", PASSWORD));
    Mailbox.Letter letter = mailbox.next("/realms/orgplane/login-actions/action-token");
    step.effect("mail \"%s\" to %s".formatted(letter.subject(), email));
    Browser.Page end = browser.open(letter.link());
    Caller ann = redeem(end.address(), home, verifier);
    step.effect("Keycloak sends her back with a code, which brings an access token");
    JsonNode claims = Identities.claims(ann.token());
    step.holds("her address is verified", claims.path("email_verified").asBoolean());
    step.is(
        "the token is for this API", claims.path("aud").toString().contains("orgplane-api"), true);
    return ann;
  }

  private URI authorization(URI home, String verifier) {
    String query =
        Web.form(
            Map.of(
                "client_id", "orgplane-cli",
                "response_type", "code",
                "scope", "openid",
                "prompt", "create",
                "redirect_uri", home.toString(),
                "code_challenge_method", "S256",
                "code_challenge", challenge(verifier)));
    return stage
        .addresses()
        .keycloak()
        .resolve("/realms/orgplane/protocol/openid-connect/auth?" + query);
  }

  private Caller redeem(URI returned, URI home, String verifier) {
    String query = String.valueOf(returned.getRawQuery());
    String code = query.replaceAll("^(?:.*&)?code=([^&]+).*$", "$1");
    return stage
        .identities()
        .token(
            "Ann",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "orgplane-cli",
                "redirect_uri",
                home.toString(),
                "code_verifier",
                verifier,
                "code",
                code));
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private String firstCall(Caller ann) {
    Step step = stage.step("Her first call brings her an organization of her own.");
    Answer me = step.answers(200, ann.get("/v1/me"));
    String personal = me.text("personalOrganizationId");
    step.event("organization-created", personal, value -> value.path("personal").asBoolean());
    step.event("workspace-created", personal, value -> value.path("default").asBoolean());
    step.event(
        "member-activated", personal, value -> value.path("userId").asText().equals(ann.userId()));
    step.is("it knows her", me.text("name") + " " + me.text("email"), "Ann Archer " + ann.email());
    step.is("she belongs to one organization", me.list("organizations").size(), 1);
    JsonNode hers = me.body().path("organizations").path(0);
    step.is("it is named after her", hers.path("name").asText(), "Ann's Organization");
    step.is("she is its Owner", hers.path("role").asText(), "owner");
    Answer again = step.answers(200, ann.get("/v1/me"));
    step.is("a second call changes nothing", again.body(), me.body());
    return personal;
  }

  private void personalOrganization(Caller ann, String personal) {
    Step step = stage.step("It is ready to use, on Starter.");
    Answer workspaces =
        step.answers(200, ann.get("/v1/organizations/%s/workspaces".formatted(personal)));
    step.is("it has one workspace", workspaces.items().size(), 1);
    JsonNode only = workspaces.body().path("items").path(0);
    step.is(
        "which is called Default, and is the default",
        only.path("name").asText() + " " + only.path("default"),
        "Default true");
    Answer subscription =
        step.answers(200, ann.get("/v1/organizations/%s/billing/subscription".formatted(personal)));
    step.is("the plan is Starter", subscription.text("plan"), "starter");
  }
}
