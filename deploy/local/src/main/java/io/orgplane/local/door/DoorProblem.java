package io.orgplane.local.door;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What the door itself refuses, in the suite's own form of error (RFC 9457). */
enum DoorProblem {
  AMBIGUOUS_PATH(
      400,
      "validation-failed",
      "Bad request",
      "The path is not in its normal form, so it could be read in two ways."),
  NOTHING_HERE(404, "not-found", "Not found", "Nothing is served under this path."),
  METHOD(405, "method-not-allowed", "Method not allowed", "This page can only be read."),
  AWAY(
      503,
      "upstream-unavailable",
      "Service unavailable",
      "The service that owns this path is not running. Try again soon."),
  BROKEN(
      502,
      "upstream-unavailable",
      "Bad gateway",
      "The service that owns this path went away while it was answering.");

  private final int status;
  private final String body;

  DoorProblem(int status, String code, String title, String detail) {
    this.status = status;
    this.body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("code", code)
            .put("detail", detail)
            .encode();
  }

  void answer(HttpServerResponse response) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store");
    if (this == AWAY) {
      response.putHeader("Retry-After", "1");
    }
    response.end(body);
  }
}
