package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Stripe's shape: <a href="https://docs.stripe.com/api/errors">the error object</a>
 * under {@code error}. Fields that do not apply are absent, as with Stripe.
 */
public final class ApiError extends RuntimeException {
  private final int status;
  private final JsonObject error;

  private ApiError(
      int status, String type, @Nullable String code, String message, @Nullable String param) {
    super(message);
    this.status = status;
    this.error = new JsonObject();
    if (code != null) {
      error
          .put("code", code)
          .put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.put("message", message);
    if (param != null) {
      error.put("param", param);
    }
    error.put("type", type);
  }

  public static ApiError invalid(@Nullable String code, String message, @Nullable String param) {
    return new ApiError(400, "invalid_request_error", code, message, param);
  }

  public static ApiError invalid(String message, @Nullable String param) {
    return invalid(null, message, param);
  }

  public static ApiError missing(String param) {
    return invalid("parameter_missing", "Missing required param: " + param + ".", param);
  }

  /** The id in the URL is not ours. */
  public static ApiError notFound(String what, String id) {
    return new ApiError(
        404,
        "invalid_request_error",
        "resource_missing",
        "No such " + what + ": '" + id + "'",
        "id");
  }

  /** An id in the parameters is not ours. */
  public static ApiError noSuch(String what, String id, String param) {
    return invalid("resource_missing", "No such " + what + ": '" + id + "'", param);
  }

  public static ApiError unknownUrl(String method, String path) {
    return new ApiError(
        404,
        "invalid_request_error",
        null,
        "Unrecognized request URL (" + method + ": " + path + ").",
        null);
  }

  public static ApiError unauthorized(String message) {
    return new ApiError(401, "invalid_request_error", null, message, null);
  }

  public static ApiError idempotency(String message) {
    return new ApiError(400, "idempotency_error", null, message, null);
  }

  public static ApiError keyInUse(String message) {
    return new ApiError(409, "idempotency_error", "idempotency_key_in_use", message, null);
  }

  public static ApiError unavailable() {
    return new ApiError(
        500, "api_error", null, "An unknown error occurred (injected by the sandbox).", null);
  }

  /** A definite refusal, on demand. */
  public static ApiError refused() {
    return invalid("The request was refused (injected by the sandbox).", null);
  }

  public static ApiError card(String code, @Nullable String declineCode, String message) {
    var declined = new ApiError(402, "card_error", code, message, null);
    if (declineCode != null) {
      declined.error.put("decline_code", declineCode);
    }
    return declined;
  }

  public ApiError with(Map<String, ?> details) {
    details.forEach(error::put);
    return this;
  }

  public int status() {
    return status;
  }

  /**
   * Stripe stores the outcome of a request under its idempotency key only once the request began to
   * execute.
   */
  boolean happenedInExecution() {
    return status == 402 || status >= 500;
  }

  public JsonObject error() {
    return error;
  }

  public JsonObject body() {
    return new JsonObject().put("error", error.copy());
  }
}
