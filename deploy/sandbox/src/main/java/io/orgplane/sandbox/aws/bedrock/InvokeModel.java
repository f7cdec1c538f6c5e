package io.orgplane.sandbox.aws.bedrock;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.http.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * InvokeModel with Anthropic's message body, for text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html">Anthropic
 *     Claude Messages API</a>
 */
record InvokeModel(ModelGate gate, Invocations invocations) {
  private static final String VERSION = "bedrock-2023-05-31";

  private record Request(
      @JsonProperty("anthropic_version") @Nullable String anthropicVersion,
      @JsonProperty("max_tokens") @Nullable Integer maxTokens,
      @Nullable List<Message> messages,
      @Nullable JsonNode system,
      @Nullable Double temperature,
      @JsonProperty("top_p") @Nullable Double topP,
      @JsonProperty("top_k") @Nullable Integer topK,
      @JsonProperty("stop_sequences") @Nullable List<String> stopSequences) {}

  private record Message(@Nullable String role, @Nullable JsonNode content) {}

  AwsResponse answer(Call call, String modelId) {
    var model = gate.permitted(call, modelId);
    var request = StrictJson.read(call.request().body(), Request.class);
    var said = said(request);
    var count = invocations.count(call.caller().account(), model);
    var reply = Reply.to(said, count, model, request.maxTokens());
    var answer = BedrockJson.ok(body(reply, model));
    var headers =
        Map.of(
            "X-Amzn-Bedrock-Input-Token-Count", Integer.toString(reply.inputTokens()),
            "X-Amzn-Bedrock-Output-Token-Count", Integer.toString(reply.outputTokens()),
            "X-Amzn-Bedrock-Invocation-Latency", "1");
    return new AwsResponse(answer.status(), answer.contentType(), headers, answer.body());
  }

  private static Map<String, Object> body(Reply reply, FoundationModel model) {
    var body = new LinkedHashMap<String, Object>();
    body.put(
        "model", model.id().replaceFirst("^anthropic\\.", "").replaceFirst("-v\\d+:\\d+$", ""));
    body.put("id", "msg_bdrk_" + UUID.randomUUID().toString().replace("-", ""));
    body.put("type", "message");
    body.put("role", "assistant");
    body.put("content", List.of(Map.of("type", "text", "text", reply.text())));
    body.put("stop_reason", reply.cutShort() ? "max_tokens" : "end_turn");
    body.put(
        "usage",
        Map.of("input_tokens", reply.inputTokens(), "output_tokens", reply.outputTokens()));
    return body;
  }

  private static List<String> said(Request request) {
    if (!VERSION.equals(request.anthropicVersion())) {
      throw malformed("anthropic_version: \"" + VERSION + "\" is required");
    }
    if (request.maxTokens() == null) {
      throw malformed("max_tokens: Field required");
    }
    InferenceLimits.require(request.maxTokens(), request.temperature(), request.topP());
    var messages = request.messages() == null ? List.<Message>of() : request.messages();
    if (messages.isEmpty()) {
      throw malformed("messages: at least one message is required");
    }
    var said = new ArrayList<String>();
    if (request.system() != null) {
      said.addAll(texts(request.system(), "system"));
    }
    for (var i = 0; i < messages.size(); i++) {
      said.addAll(turn(messages.get(i), i));
    }
    return said;
  }

  private static List<String> turn(Message message, int index) {
    var role = message.role();
    if (!"user".equals(role) && (index == 0 || !"assistant".equals(role))) {
      throw malformed("messages." + index + ".role: Input should be 'user' or 'assistant'");
    }
    var content = message.content();
    if (content == null) {
      throw malformed("messages." + index + ".content: Field required");
    }
    return texts(content, "messages." + index + ".content");
  }

  /** Plain text, or blocks of the type text. */
  private static List<String> texts(JsonNode content, String where) {
    if (content.isTextual() && !content.asText().isBlank()) {
      return List.of(content.asText());
    }
    var texts = new ArrayList<String>();
    for (var block : content) {
      if (!block.path("type").asText().equals("text") || block.path("text").asText().isBlank()) {
        throw malformed(where + ": only text blocks with text are supported");
      }
      texts.add(block.path("text").asText());
    }
    if (texts.isEmpty()) {
      throw malformed(where + ": text is required");
    }
    return texts;
  }

  private static RuntimeException malformed(String message) {
    return BedrockProblems.validation("Malformed input request: " + message);
  }
}
