package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a request brought.
 *
 * @param sentAt by {@link System#nanoTime}
 * @param body missing where it was not JSON
 */
record Answer(String method, String path, int status, JsonNode body, long sentAt, long nanos) {

  String text(String field) {
    return body.path(field).asText("");
  }

  /** A problem's stable code; empty where the answer is none. */
  String code() {
    return text("code");
  }

  List<JsonNode> items() {
    return list("items");
  }

  List<JsonNode> list(String field) {
    return StreamSupport.stream(body.path(field).spliterator(), false).toList();
  }

  long millis() {
    return nanos / 1_000_000;
  }
}
