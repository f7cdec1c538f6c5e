package io.orgplane.sandbox.aws;

import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Takes the body off the wire, and puts the answer on it: at once, late, or never. */
final class FrontHandler implements Handler<RoutingContext> {
  private static final int LARGEST_BODY = 20 << 20;
  private static final long SILENCE_MILLIS = 120_000;

  private final Vertx vertx;
  private final Front front;
  private final Clock clock;

  FrontHandler(Vertx vertx, Front front, Clock clock) {
    this.vertx = vertx;
    this.front = front;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    var request = context.request();
    var body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() <= LARGEST_BODY) {
            body.appendBuffer(piece);
          }
        });
    request.exceptionHandler(broken -> {});
    request.endHandler(
        end -> {
          if (body.length() > LARGEST_BODY) {
            context.fail(413);
          } else {
            answer(request, body.getBytes());
          }
        });
  }

  private void answer(HttpServerRequest request, byte[] body) {
    var requestId = UUID.randomUUID().toString();
    var outcome = front.answer(received(request, body), requestId);
    switch (outcome.fault()) {
      case TIMEOUT_AFTER_EFFECT ->
          vertx.setTimer(SILENCE_MILLIS, given -> request.connection().close());
      case DELAY ->
          vertx.setTimer(
              outcome.delayMillis(), waited -> send(request, outcome.response(), requestId));
      case null, default -> send(request, outcome.response(), requestId);
    }
  }

  private void send(HttpServerRequest request, AwsResponse answer, String requestId) {
    var response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.putHeader("content-type", answer.contentType());
    response.putHeader("x-amzn-RequestId", requestId);
    response.putHeader(
        "date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
    response.end(Buffer.buffer(answer.body()));
  }

  private static AwsRequest received(HttpServerRequest request, byte[] body) {
    var uri = request.uri();
    var question = uri.indexOf('?');
    return new AwsRequest(
        request.method().name(),
        question < 0 ? uri : uri.substring(0, question),
        question < 0 ? "" : uri.substring(question + 1),
        headers(request),
        body);
  }

  /**
   * In HTTP/2 the authority stands outside the headers; signatures cover it as the host all the
   * same.
   */
  private static Map<String, List<String>> headers(HttpServerRequest request) {
    var headers = headers(request.headers());
    var authority = request.authority();
    if (authority != null) {
      headers.putIfAbsent("host", List.of(authority.toString()));
    }
    return headers;
  }

  private static Map<String, List<String>> headers(MultiMap received) {
    var headers = new HashMap<String, List<String>>();
    received.forEach(
        header ->
            headers
                .computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), x -> new ArrayList<>())
                .add(header.getValue()));
    return headers;
  }
}
