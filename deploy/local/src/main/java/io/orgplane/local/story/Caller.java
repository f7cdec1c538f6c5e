package io.orgplane.local.story;

import java.net.URI;
import java.net.http.HttpRequest;

/** Somebody with an access token, who calls through the front door. */
record Caller(String name, String userId, String email, String token, URI frontDoor, Web web) {

  Answer get(String path) {
    return web.send(request(path).GET().build());
  }

  Answer post(String path, Object body) {
    return web.send(request(path).POST(Web.json(body)).build());
  }

  Answer put(String path, Object body) {
    return web.send(request(path).PUT(Web.json(body)).build());
  }

  Answer delete(String path) {
    return web.send(request(path).DELETE().build());
  }

  private HttpRequest.Builder request(String path) {
    return Web.to(frontDoor.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  /** The token stays out of whatever prints a caller. */
  @Override
  public String toString() {
    return name;
  }
}
