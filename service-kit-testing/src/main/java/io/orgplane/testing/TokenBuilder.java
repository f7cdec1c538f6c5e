package io.orgplane.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A token on its way: genuine unless told otherwise. */
public final class TokenBuilder {

  private final SigningKey key;
  private final Map<String, Object> claims;
  private Signature signature = Signature.GENUINE;

  private enum Signature {
    GENUINE,
    UNKNOWN_KEY_ID,
    FOREIGN_KEY,
    PUBLIC_KEY_AS_SECRET,
    NONE,
    TAMPERED
  }

  TokenBuilder(SigningKey key, Map<String, Object> claims) {
    this.key = key;
    this.claims = new LinkedHashMap<>(claims);
  }

  /** Sets a claim, or takes it away. */
  public TokenBuilder claim(String name, @Nullable Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return this;
  }

  public TokenBuilder withRoles(String... roles) {
    return claim("realm_access", Map.of("roles", List.of(roles)));
  }

  /** Ended an hour ago, far beyond any leeway. */
  public TokenBuilder expired() {
    Instant end = Instant.now().minus(Duration.ofHours(1));
    return claim("exp", end.getEpochSecond())
        .claim("iat", end.minus(TokenIssuer.LIFETIME).getEpochSecond());
  }

  public TokenBuilder notYetValid() {
    Instant start = Instant.now().plus(Duration.ofHours(1));
    return claim("nbf", start.getEpochSecond())
        .claim("exp", start.plus(TokenIssuer.LIFETIME).getEpochSecond());
  }

  public TokenBuilder issuedBy(String issuer) {
    return claim("iss", issuer);
  }

  public TokenBuilder forAudience(String audience) {
    return claim("aud", audience);
  }

  /** An ID token as Keycloak makes it: it tells a client who signed in, and opens no API. */
  public TokenBuilder asIdToken() {
    return claim("typ", "ID")
        .claim("aud", String.valueOf(claims.get("azp")))
        .claim("realm_access", null)
        .claim("scope", null);
  }

  /** A genuine signature by a key that the issuer does not publish. */
  public TokenBuilder withUnknownKey() {
    signature = Signature.UNKNOWN_KEY_ID;
    return this;
  }

  /** Names the issuer's key and is signed by another one. */
  public TokenBuilder signedByAnotherKey() {
    signature = Signature.FOREIGN_KEY;
    return this;
  }

  /** HS256 with the published RSA key as the secret: what a verifier accepts that trusts "alg". */
  public TokenBuilder signedWithPublicKeyAsSecret() {
    signature = Signature.PUBLIC_KEY_AS_SECRET;
    return this;
  }

  /** The algorithm "none". */
  public TokenBuilder unsigned() {
    signature = Signature.NONE;
    return this;
  }

  /** Signed, and then given another subject. */
  public TokenBuilder tampered() {
    signature = Signature.TAMPERED;
    return this;
  }

  public String build() {
    return switch (signature) {
      case GENUINE -> rs256(key, keyId());
      case UNKNOWN_KEY_ID -> rs256(SigningKey.generate("nobody-knows-me"), "nobody-knows-me");
      case FOREIGN_KEY -> rs256(SigningKey.generate(keyId()), keyId());
      case PUBLIC_KEY_AS_SECRET ->
          signed(AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(publicKeyAsPem()), keyId());
      case NONE -> signed(AlgorithmIdentifiers.NONE, null, keyId());
      case TAMPERED -> withOtherSubject(rs256(key, keyId()));
    };
  }

  private String keyId() {
    return key.jwk().getKeyId();
  }

  private String rs256(SigningKey by, String keyId) {
    return signed(AlgorithmIdentifiers.RSA_USING_SHA256, by.jwk().getPrivateKey(), keyId);
  }

  private String signed(String algorithm, @Nullable Key by, String keyId) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setPayload(JsonUtil.toJson(claims));
    token.setAlgorithmHeaderValue(algorithm);
    token.setKeyIdHeaderValue(keyId);
    token.setHeader("typ", "JWT");
    if (by != null) {
      token.setKey(by);
    }
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] publicKeyAsPem() {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
            .encodeToString(key.jwk().getPublicKey().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(body)
        .getBytes(US_ASCII);
  }

  private String withOtherSubject(String token) {
    String[] parts = token.split("\\.", -1);
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put("sub", People.aPerson().userId());
    byte[] payload = JsonUtil.toJson(changed).getBytes(UTF_8);
    return "%s.%s.%s"
        .formatted(
            parts[0], Base64.getUrlEncoder().withoutPadding().encodeToString(payload), parts[2]);
  }
}
