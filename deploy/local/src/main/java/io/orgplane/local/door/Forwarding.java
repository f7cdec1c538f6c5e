package io.orgplane.local.door;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

/**
 * Carries one request to a service and its answer back, streaming both. A caller who goes away ends
 * the request at the service as well; a service that goes away becomes a problem document, or, in
 * the middle of its answer, a broken connection.
 */
final class Forwarding {
  private static final long PATIENCE_MILLIS = 60_000;

  private final HttpClient client;

  Forwarding(HttpClient client) {
    this.client = client;
  }

  void carry(HttpServerRequest request, int port) {
    request.pause();
    RequestOptions target =
        new RequestOptions()
            .setMethod(request.method())
            .setHost("localhost")
            .setPort(port)
            .setURI(request.uri())
            .setConnectTimeout(2_000)
            .setIdleTimeout(PATIENCE_MILLIS);
    client
        .request(target)
        .onFailure(unreachable -> refuse(request, DoorProblem.AWAY))
        .onSuccess(upstream -> exchange(request, upstream));
  }

  private static void exchange(HttpServerRequest request, HttpClientRequest upstream) {
    HttpServerResponse response = request.response();
    ForwardedHeaders.ofRequest(request, upstream.headers());
    request.exceptionHandler(callerLeft -> upstream.reset());
    response.closeHandler(closed -> upstream.reset());
    send(request, upstream)
        .onFailure(broken -> refuse(request, DoorProblem.BROKEN))
        .onSuccess(answer -> answer(response, answer, request.method()));
  }

  private static Future<HttpClientResponse> send(
      HttpServerRequest request, HttpClientRequest upstream) {
    boolean chunked = request.headers().contains("Transfer-Encoding");
    if (chunked) {
      upstream.setChunked(true);
    }
    boolean body = chunked || request.headers().contains("Content-Length");
    if (body) {
      return upstream.send(request);
    }
    request.resume();
    return upstream.send();
  }

  private static void answer(
      HttpServerResponse response, HttpClientResponse answer, HttpMethod method) {
    response.setStatusCode(answer.statusCode());
    ForwardedHeaders.copy(answer.headers(), response.headers());
    boolean empty =
        method == HttpMethod.HEAD || answer.statusCode() == 204 || answer.statusCode() == 304;
    if (empty) {
      response.end();
      return;
    }
    if (!answer.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
    // A pipe that ended the response when its source fails would make a half look whole.
    answer.pipe().endOnFailure(false).to(response).onFailure(cut -> response.reset());
  }

  private static void refuse(HttpServerRequest request, DoorProblem problem) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response.headers().clear();
    response.putHeader("Connection", "close");
    request.resume();
    problem.answer(response);
  }
}
