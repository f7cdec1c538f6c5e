package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsProblem;

/** Bedrock's own refusals; statuses as its API references give them per operation. */
final class BedrockProblems {
  private BedrockProblems() {}

  static AwsProblem validation(String message) {
    return new AwsProblem.Refused(400, "ValidationException", message);
  }

  static AwsProblem invalidModel() {
    return validation("The provided model identifier is invalid.");
  }

  static AwsProblem profileNeeded(String model) {
    return validation(
        "Invocation of model ID "
            + model
            + " with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an"
            + " inference profile that contains this model.");
  }

  static AwsProblem noModelAccess() {
    return new AwsProblem.Refused(
        403,
        "AccessDeniedException",
        "You don't have access to the model with the specified model ID.");
  }

  static AwsProblem notFound(String message) {
    return new AwsProblem.Refused(404, "ResourceNotFoundException", message);
  }

  static AwsProblem unknownOperation() {
    return new AwsProblem.Refused(404, "UnknownOperationException", "");
  }
}
