package io.orgplane.sandbox.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.http.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converse, for text. What else the API takes (tools, images, guardrails) is refused as unsupported
 * rather than ignored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
record Converse(ModelGate gate, Invocations invocations) {
  private static final int LATENCY_MILLIS = 1;

  private record Request(
      @Nullable List<Message> messages,
      @Nullable List<Block> system,
      @Nullable InferenceConfig inferenceConfig,
      @Nullable Map<String, String> requestMetadata,
      @Nullable JsonNode additionalModelRequestFields) {}

  private record Message(@Nullable String role, @Nullable List<Block> content) {}

  private record Block(@Nullable String text) {}

  private record InferenceConfig(
      @Nullable Integer maxTokens,
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable List<String> stopSequences) {}

  AwsResponse answer(Call call, String modelId) {
    var request = StrictJson.read(call.request().body(), Request.class);
    var model = gate.permitted(call, modelId);
    var said = said(request);
    var config = request.inferenceConfig();
    if (config != null) {
      InferenceLimits.require(config.maxTokens(), config.temperature(), config.topP());
    }
    var count = invocations.count(call.caller().account(), model);
    var reply = Reply.to(said, count, model, config == null ? null : config.maxTokens());
    return BedrockJson.ok(body(reply));
  }

  private static Map<String, Object> body(Reply reply) {
    var message = Map.of("role", "assistant", "content", List.of(Map.of("text", reply.text())));
    return Map.of(
        "output", Map.of("message", message),
        "stopReason", reply.cutShort() ? "max_tokens" : "end_turn",
        "usage",
            Map.of(
                "inputTokens", reply.inputTokens(),
                "outputTokens", reply.outputTokens(),
                "totalTokens", reply.inputTokens() + reply.outputTokens()),
        "metrics", Map.of("latencyMs", LATENCY_MILLIS));
  }

  /** Everything that counts as input, checked for shape: turns alternate and the user begins. */
  private static List<String> said(Request request) {
    var said = new ArrayList<String>();
    if (request.system() != null) {
      request.system().forEach(block -> said.add(text(block, "system")));
    }
    var messages = request.messages() == null ? List.<Message>of() : request.messages();
    if (messages.isEmpty()) {
      throw BedrockProblems.validation(
          "A conversation must start with a user message. Try again with a conversation that starts"
              + " with a user message.");
    }
    for (var i = 0; i < messages.size(); i++) {
      said.addAll(turn(messages.get(i), i));
    }
    return said;
  }

  private static List<String> turn(Message message, int index) {
    var wanted = index % 2 == 0 ? "user" : "assistant";
    if (!wanted.equals(message.role())) {
      throw BedrockProblems.validation(
          index == 0
              ? "A conversation must start with a user message. Try again with a conversation that"
                  + " starts with a user message."
              : "A conversation must alternate between user and assistant roles. Make sure the"
                  + " conversation alternates between user and assistant roles and try again.");
    }
    var content = message.content() == null ? List.<Block>of() : message.content();
    if (content.isEmpty()) {
      throw BedrockProblems.validation(
          "The content field in the Message object at messages."
              + index
              + " is empty. Add a ContentBlock object to the content field and try again.");
    }
    var texts = new ArrayList<String>();
    for (var i = 0; i < content.size(); i++) {
      texts.add(text(content.get(i), "messages." + index + ".content." + i));
    }
    return texts;
  }

  private static String text(Block block, String where) {
    var text = block.text();
    if (text == null || text.isBlank()) {
      throw BedrockProblems.validation(
          "The text field in the ContentBlock object at "
              + where
              + " is blank. Add text to the text field, and try again.");
    }
    return text;
  }
}
