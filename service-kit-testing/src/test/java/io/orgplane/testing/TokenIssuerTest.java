package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenIssuerTest {

  private final TokenIssuer issuer = TokenIssuer.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_token_verifies_against_the_published_keys_and_looks_like_keycloaks() throws Exception {
    JwtClaims claims = verifier().processToClaims(issuer.token(People.ANN));

    assertThat(claims.getSubject()).isEqualTo(People.ANN.userId());
    assertThat(claims.getStringClaimValue("typ")).isEqualTo("Bearer");
    assertThat(claims.getStringClaimValue("email")).isEqualTo("ann@example.com");
    assertThat(claims.getClaimValue("email_verified", Boolean.class)).isTrue();
    assertThat(claims.getStringClaimValue("name")).isEqualTo("Ann Example");
  }

  @Test
  void mallory_has_never_verified_her_address() throws Exception {
    JwtClaims claims = verifier().processToClaims(issuer.token(People.MALLORY));

    assertThat(claims.getClaimValue("email_verified", Boolean.class)).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> every_bad_token_is_refused_by_a_strict_verifier() {
    return issuer.badTokens(People.ANN).entrySet().stream()
        .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> isRefused(bad.getValue())));
  }

  @Test
  void a_token_is_refused_for_the_one_thing_that_is_wrong_with_it() {
    assertThatThrownBy(() -> verify(issuer.aToken(People.ANN).expired().build()))
        .hasMessageContaining("no longer valid");
    assertThatThrownBy(() -> verify(issuer.aToken(People.ANN).asIdToken().build()))
        .hasMessageContaining("Audience");
    assertThatThrownBy(() -> verify(issuer.aToken(People.ANN).tampered().build()))
        .hasMessageContaining("signature");
    assertThatThrownBy(() -> verify(issuer.aToken(People.ANN).withUnknownKey().build()))
        .hasMessageContaining("Unable to find a suitable verification key");
  }

  @Test
  void another_issuer_is_a_stranger() {
    try (TokenIssuer stranger = TokenIssuer.start()) {
      isRefused(stranger.token(People.ANN));
    }
  }

  @Test
  void a_platform_service_gets_a_token_for_its_secret() throws Exception {
    HttpResponse<String> answer =
        askForToken("grant_type=client_credentials", "orgplane-platform:orgplane-platform-secret");

    JwtClaims claims = verifier().processToClaims(accessToken(answer));
    assertThat(claims.getClaimValue("realm_access", Map.class).get("roles"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("platform-service");
    assertThat(claims.getClaimValue("email")).isNull();
  }

  @Test
  void a_wrong_secret_or_another_grant_gets_none() throws Exception {
    assertThat(askForToken("grant_type=client_credentials", "orgplane-platform:guess").statusCode())
        .isEqualTo(401);
    assertThat(
            askForToken("grant_type=password", "orgplane-platform:orgplane-platform-secret")
                .statusCode())
        .isEqualTo(400);
  }

  private void isRefused(String token) {
    assertThatThrownBy(() -> verify(token)).isInstanceOf(InvalidJwtException.class);
  }

  private void verify(String token) throws Exception {
    verifier().process(token);
  }

  private JwtConsumer verifier() throws IOException, InterruptedException, JoseException {
    Map<String, Object> discovery =
        JsonUtil.parseJson(get(issuer.url() + "/.well-known/openid-configuration"));
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(
            new HttpsJwksVerificationKeyResolver(new HttpsJwks((String) discovery.get("jwks_uri"))))
        .setExpectedIssuer((String) discovery.get("issuer"))
        .setExpectedAudience(TokenIssuer.AUDIENCE)
        .setRequireSubject()
        .setRequireExpirationTime()
        .registerValidator((Validator) TokenIssuerTest::isAccessToken)
        .build();
  }

  private static @Nullable String isAccessToken(JwtContext context) {
    return "Bearer".equals(context.getJwtClaims().getClaimValue("typ")) ? null : "no access token";
  }

  private String get(String url) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private HttpResponse<String> askForToken(String form, String credentials)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(issuer.url() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String accessToken(HttpResponse<String> answer) throws JoseException {
    return String.valueOf(JsonUtil.parseJson(answer.body()).get("access_token"));
  }
}
