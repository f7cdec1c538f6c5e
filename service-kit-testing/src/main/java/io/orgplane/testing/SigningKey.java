package io.orgplane.testing;

import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** The RSA key of an issuer. As text it crosses between class loaders, private part and all. */
record SigningKey(RsaJsonWebKey jwk) {

  private static final int BITS = 2048;

  static SigningKey generate(String keyId) {
    try {
      RsaJsonWebKey jwk = RsaJwkGenerator.generateJwk(BITS);
      jwk.setKeyId(keyId);
      jwk.setUse("sig");
      jwk.setAlgorithm("RS256");
      return new SigningKey(jwk);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static SigningKey parse(String json) {
    try {
      return new SigningKey(new RsaJsonWebKey(JsonUtil.parseJson(json)));
    } catch (JoseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  String toJson() {
    return jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }

  /** What the world sees of it. */
  Map<String, Object> published() {
    return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
  }
}
