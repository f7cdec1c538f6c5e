package io.orgplane.sandbox.aws;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * A request by hand, signed by the SDK's own signer with a clock, a service and a region of choice.
 */
record RawRequest(SdkHttpMethod method, URI uri, String contentType, String target, String body) {

  static RawRequest sts(PretendedAws aws, String form) {
    return new RawRequest(
        SdkHttpMethod.POST,
        aws.endpoint().resolve("/"),
        "application/x-www-form-urlencoded; charset=utf-8",
        "",
        form + "&Version=2011-06-15");
  }

  static RawRequest kms(PretendedAws aws, String operation, String json) {
    return new RawRequest(
        SdkHttpMethod.POST,
        aws.endpoint().resolve("/"),
        "application/x-amz-json-1.1",
        "TrentService." + operation,
        json);
  }

  static RawRequest bedrock(PretendedAws aws, String path) {
    return new RawRequest(
        SdkHttpMethod.GET, URI.create(aws.endpoint() + path), "application/json", "", "");
  }

  static RawRequest bedrock(PretendedAws aws, String path, String json) {
    return new RawRequest(
        SdkHttpMethod.POST, URI.create(aws.endpoint() + path), "application/json", "", json);
  }

  HttpRequest unsigned() {
    return http(body, Map.of());
  }

  HttpRequest signed(AwsCredentials credentials, String service, Clock clock) {
    return signedThenBody(credentials, service, clock, body);
  }

  /** Signed over {@code body}, sent with another one. */
  HttpRequest signedThenBody(AwsCredentials credentials, String service, Clock clock, String sent) {
    var request =
        SdkHttpRequest.builder().method(method).uri(uri).putHeader("Content-Type", contentType);
    if (!target.isEmpty()) {
      request.putHeader("X-Amz-Target", target);
    }
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                each ->
                    each.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    return http(sent, signed.request().headers());
  }

  private HttpRequest http(String sent, Map<String, List<String>> signedHeaders) {
    var publisher =
        sent.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(sent);
    var request = HttpRequest.newBuilder(uri).method(method.name(), publisher);
    if (signedHeaders.isEmpty()) {
      request.header("Content-Type", contentType);
      if (!target.isEmpty()) {
        request.header("X-Amz-Target", target);
      }
    }
    signedHeaders.forEach(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }
}
