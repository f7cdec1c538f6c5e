package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.service.AwsService;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.aws.service.Target;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock and Bedrock Runtime: two endpoints at AWS, one signing name, told apart by their paths.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Error
 *     codes</a>
 */
public final class BedrockService implements AwsService {
  private final Authorizer authorizer;
  private final Invocations invocations = new Invocations();
  private final Converse converse;
  private final InvokeModel invokeModel;
  private final Listings listings;

  public BedrockService(Directory directory, Authorizer authorizer) {
    var gate = new ModelGate(directory, authorizer);
    this.authorizer = authorizer;
    this.converse = new Converse(gate, invocations);
    this.invokeModel = new InvokeModel(gate, invocations);
    this.listings = new Listings(authorizer);
  }

  public Invocations invocations() {
    return invocations;
  }

  @Override
  public AwsResponse answer(Call call) {
    if (call.bearer()) {
      authorizer.require(
          call.caller(), new AccessRequest("bedrock:CallWithBearerToken", "*", Map.of()));
    }
    var operation = BedrockOperation.of(call.request());
    try {
      return switch (operation.kind()) {
        case LIST_FOUNDATION_MODELS -> listings.models(call);
        case LIST_INFERENCE_PROFILES -> listings.profiles(call);
        case GET_INFERENCE_PROFILE -> listings.profile(call, operation.required());
        case CONVERSE -> converse.answer(call, operation.required());
        case INVOKE_MODEL -> invokeModel.answer(call, operation.required());
        case UNKNOWN -> throw BedrockProblems.unknownOperation();
      };
    } catch (BadRequest unfit) {
      throw BedrockProblems.validation(String.valueOf(unfit.getMessage()));
    }
  }

  @Override
  public Target target(AwsRequest request, @Nullable String account) {
    var operation = BedrockOperation.of(request);
    return new Target(
        operation.runtime() ? "bedrock-runtime" : "bedrock",
        operation.name(),
        request.rawPath(),
        account,
        operation.subject());
  }

  @Override
  public AwsResponse refusal(AwsProblem problem, String requestId) {
    return switch (problem) {
      case AwsProblem.Denied denied ->
          BedrockJson.error(403, "AccessDeniedException", denied.text());
      case AwsProblem.Refused refused ->
          BedrockJson.error(refused.status(), refused.code(), refused.text());
      case Unauthenticated unproven -> BedrockJson.error(403, code(unproven), unproven.text());
    };
  }

  private static String code(Unauthenticated unproven) {
    return switch (unproven.reason()) {
      case MISSING -> "MissingAuthenticationTokenException";
      case INCOMPLETE -> "IncompleteSignatureException";
      case UNKNOWN_KEY -> "UnrecognizedClientException";
      case BAD_SIGNATURE -> "InvalidSignatureException";
      case EXPIRED -> "ExpiredTokenException";
      case BAD_BEARER_KEY -> "AccessDeniedException";
    };
  }

  @Override
  public AwsProblem outage(Fault.Kind kind) {
    return switch (kind) {
      case THROTTLING ->
          new AwsProblem.Refused(
              429, "ThrottlingException", "Too many requests, please wait before trying again.");
      case OUTAGE ->
          new AwsProblem.Refused(
              503, "ServiceUnavailableException", "Bedrock is unable to process your request.");
      default ->
          new AwsProblem.Refused(
              500,
              "InternalServerException",
              "The system encountered an unexpected error during processing. Try your request"
                  + " again.");
    };
  }
}
