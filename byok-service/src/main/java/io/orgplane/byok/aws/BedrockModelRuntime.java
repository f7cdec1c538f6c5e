package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudAccess;
import io.orgplane.byok.cloud.ModelRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Amazon Bedrock Runtime. */
@ApplicationScoped
class BedrockModelRuntime implements ModelRuntime {

  private static final String QUESTION = "Reply with OK.";
  private static final int SHORTEST_ANSWER = 1;

  private final AwsClients clients;
  private final AwsCalls calls;

  BedrockModelRuntime(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  @Override
  public Uni<Void> converse(CloudAccess access, String region, String profileId) {
    return switch (access) {
      case CloudAccess.Keys keys ->
          converse(clients.bedrock(region), profileId, ExplicitIdentity.of(keys));
      case CloudAccess.Bearer bearer ->
          converse(clients.bedrockByToken(region), profileId, ExplicitIdentity.of(bearer));
    };
  }

  private Uni<Void> converse(
      BedrockRuntimeAsyncClient client, String profileId, AwsRequestOverrideConfiguration as) {
    ConverseRequest question =
        ConverseRequest.builder()
            .modelId(profileId)
            .messages(
                said -> said.role(ConversationRole.USER).content(ContentBlock.fromText(QUESTION)))
            .inferenceConfig(limits -> limits.maxTokens(SHORTEST_ANSWER))
            .overrideConfiguration(as)
            .build();
    return calls.call("bedrock", "Converse", () -> client.converse(question)).replaceWithVoid();
  }
}
