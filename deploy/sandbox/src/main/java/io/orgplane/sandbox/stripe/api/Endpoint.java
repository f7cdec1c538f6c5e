package io.orgplane.sandbox.stripe.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/**
 * One call of the API.
 *
 * @param path with {@code :id} for what varies
 * @param answers the type of the answer, which decides what can be expanded in it; a list is {@code
 *     list<type>}
 */
public record Endpoint(
    HttpMethod method, String path, String answers, Params params, Handler handler) {

  /** Runs synchronously on the one event loop; a refusal is an {@link ApiError}. */
  @FunctionalInterface
  public interface Handler {
    JsonObject handle(Call call);
  }

  /** A call whose parameters have been checked. */
  public record Call(String id, Arguments args) {}

  public static Endpoint get(String path, String answers, Params params, Handler handler) {
    return new Endpoint(HttpMethod.GET, path, answers, params, handler);
  }

  public static Endpoint post(String path, String answers, Params params, Handler handler) {
    return new Endpoint(HttpMethod.POST, path, answers, params, handler);
  }

  public static Endpoint delete(String path, String answers, Params params, Handler handler) {
    return new Endpoint(HttpMethod.DELETE, path, answers, params, handler);
  }
}
