package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.http.StrictJson;
import java.util.Map;

/** The REST-JSON protocol: a body of its own, the error's name in a header. */
final class BedrockJson {
  private static final String TYPE = "application/json";

  private BedrockJson() {}

  static AwsResponse ok(Object body) {
    return AwsResponse.of(200, TYPE, StrictJson.write(body));
  }

  static AwsResponse error(int status, String code, String message) {
    return new AwsResponse(
        status,
        TYPE,
        Map.of("x-amzn-ErrorType", code),
        StrictJson.write(Map.of("message", message)));
  }
}
