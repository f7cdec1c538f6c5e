package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.Percent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which operation a method and a path mean, and the model or profile that the path names. */
record BedrockOperation(Kind kind, @Nullable String subject) {

  /** The operations of both endpoints, by the names of the API references. */
  enum Kind {
    LIST_FOUNDATION_MODELS("ListFoundationModels"),
    LIST_INFERENCE_PROFILES("ListInferenceProfiles"),
    GET_INFERENCE_PROFILE("GetInferenceProfile"),
    CONVERSE("Converse"),
    INVOKE_MODEL("InvokeModel"),
    UNKNOWN("");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }
  }

  static BedrockOperation of(AwsRequest request) {
    var path =
        Arrays.stream(request.rawPath().substring(1).split("/", -1)).map(Percent::decode).toList();
    return switch (request.method()) {
      case "GET" -> ofReading(path);
      case "POST" -> ofInvoking(path);
      default -> new BedrockOperation(Kind.UNKNOWN, null);
    };
  }

  private static BedrockOperation ofReading(List<String> path) {
    return switch (path.getFirst() + "/" + path.size()) {
      case "foundation-models/1" -> new BedrockOperation(Kind.LIST_FOUNDATION_MODELS, null);
      case "inference-profiles/1" -> new BedrockOperation(Kind.LIST_INFERENCE_PROFILES, null);
      case "inference-profiles/2" -> new BedrockOperation(Kind.GET_INFERENCE_PROFILE, path.get(1));
      default -> new BedrockOperation(Kind.UNKNOWN, null);
    };
  }

  private static BedrockOperation ofInvoking(List<String> path) {
    if (path.size() != 3 || !path.getFirst().equals("model")) {
      return new BedrockOperation(Kind.UNKNOWN, null);
    }
    return switch (path.getLast()) {
      case "converse" -> new BedrockOperation(Kind.CONVERSE, path.get(1));
      case "invoke" -> new BedrockOperation(Kind.INVOKE_MODEL, path.get(1));
      default -> new BedrockOperation(Kind.UNKNOWN, path.get(1));
    };
  }

  String name() {
    return kind.wire;
  }

  /** Whether it belongs to the runtime's endpoint rather than to the control plane's. */
  boolean runtime() {
    return switch (kind) {
      case CONVERSE, INVOKE_MODEL -> true;
      case LIST_FOUNDATION_MODELS, LIST_INFERENCE_PROFILES, GET_INFERENCE_PROFILE -> false;
      case UNKNOWN -> subject != null;
    };
  }

  String required() {
    if (subject == null) {
      throw new IllegalStateException(kind + " names no model");
    }
    return subject;
  }
}
