package io.orgplane.sandbox.aws.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer before the front adds what all have: request id, date. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record AwsResponse(
    int status, String contentType, Map<String, String> headers, byte[] body) {

  public static AwsResponse of(int status, String contentType, byte[] body) {
    return new AwsResponse(status, contentType, Map.of(), body);
  }

  public static AwsResponse of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }
}
