package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on this machine, whose tokens have the shape of Keycloak's: with it a test
 * goes through the real token path of Quarkus (discovery, keys, signature, claims), forged tokens
 * included.
 */
public final class TokenIssuer implements AutoCloseable {

  public static final String AUDIENCE = "orgplane-api";
  public static final String PUBLIC_CLIENT = "orgplane-cli";
  public static final String PLATFORM_CLIENT = "orgplane-platform";
  public static final String PLATFORM_SECRET = "orgplane-platform-secret";
  public static final String PLATFORM_ROLE = "platform-service";

  static final Duration LIFETIME = Duration.ofMinutes(5);

  private static @Nullable TokenIssuer shared;

  private final String url;
  private final SigningKey key;
  private final @Nullable IssuerServer server;

  private TokenIssuer(String url, SigningKey key, @Nullable IssuerServer server) {
    this.url = url;
    this.key = key;
    this.server = server;
  }

  /** The one of this JVM, which every {@link ServiceTestResource} tells its service to trust. */
  public static TokenIssuer shared() {
    String[] urlAndKey = JvmWide.call(TokenIssuer.class, "urlAndKey").split(" ", 2);
    return new TokenIssuer(urlAndKey[0], SigningKey.parse(urlAndKey[1]), null);
  }

  /** One of its own, for instance to be a stranger. */
  public static TokenIssuer start() {
    SigningKey key = SigningKey.generate("orgplane-test-" + UUID.randomUUID());
    IssuerServer server = new IssuerServer(key);
    return new TokenIssuer(server.url(), key, server);
  }

  static synchronized String urlAndKey() {
    if (shared == null) {
      shared = start();
    }
    return shared.url + " " + shared.key.toJson();
  }

  /** The issuer's address, for {@code quarkus.oidc.auth-server-url}. */
  public String url() {
    return url;
  }

  /** A genuine access token. */
  public String token(Person person) {
    return aToken(person).build();
  }

  /** A genuine access token of another service of the platform. */
  public String platformServiceToken() {
    return aPlatformServiceToken(PLATFORM_CLIENT).build();
  }

  public TokenBuilder aToken(Person person) {
    Map<String, Object> claims = common(person.userId(), PUBLIC_CLIENT);
    claims.put("scope", "openid email profile");
    claims.put(
        "realm_access", Map.of("roles", List.of("default-roles-orgplane", "offline_access")));
    claims.put("email", person.email());
    claims.put("email_verified", person.emailVerified());
    claims.put("name", person.name());
    claims.put("preferred_username", person.username());
    String[] names = person.name().split(" ", 2);
    claims.put("given_name", names[0]);
    claims.put("family_name", names.length > 1 ? names[1] : "");
    return new TokenBuilder(key, claims);
  }

  public TokenBuilder aPlatformServiceToken(String clientId) {
    return new TokenBuilder(key, ofClient(url, clientId));
  }

  /** Each way in which a token can be wrong, by name: all of them must be answered with 401. */
  public Map<String, String> badTokens(Person person) {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("expired", aToken(person).expired().build());
    bad.put("not yet valid", aToken(person).notYetValid().build());
    bad.put(
        "wrong issuer", aToken(person).issuedBy("https://evil.example/realms/orgplane").build());
    bad.put("wrong audience", aToken(person).forAudience("account").build());
    bad.put("no audience", aToken(person).claim("aud", null).build());
    bad.put("ID token", aToken(person).asIdToken().build());
    bad.put("ID token for our audience", aToken(person).claim("typ", "ID").build());
    bad.put("refresh token", aToken(person).claim("typ", "Refresh").build());
    bad.put("HS256 with the public key", aToken(person).signedWithPublicKeyAsSecret().build());
    bad.put("alg none", aToken(person).unsigned().build());
    bad.put("unknown key", aToken(person).withUnknownKey().build());
    bad.put("another key under a known id", aToken(person).signedByAnotherKey().build());
    bad.put("tampered", aToken(person).tampered().build());
    bad.put("no subject", aToken(person).claim("sub", null).build());
    bad.put("not a token", "not-a-token");
    return bad;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  static Map<String, Object> ofClient(String issuer, String clientId) {
    UUID account = UUID.nameUUIDFromBytes(("orgplane-client:" + clientId).getBytes(UTF_8));
    Map<String, Object> claims = claims(issuer, account.toString(), clientId);
    claims.put("realm_access", Map.of("roles", List.of(PLATFORM_ROLE)));
    claims.put("scope", "email profile");
    claims.put("email_verified", false);
    claims.put("preferred_username", "service-account-" + clientId);
    claims.put("client_id", clientId);
    return claims;
  }

  private Map<String, Object> common(String subject, String client) {
    return claims(url, subject, client);
  }

  private static Map<String, Object> claims(String issuer, String subject, String client) {
    Instant now = Instant.now();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iss", issuer);
    claims.put("aud", AUDIENCE);
    claims.put("sub", subject);
    claims.put("typ", "Bearer");
    claims.put("azp", client);
    claims.put("sid", UUID.randomUUID().toString());
    return claims;
  }
}
