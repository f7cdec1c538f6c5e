package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.http.Percent;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.service.AwsService;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.http.BadRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bedrock and Bedrock Runtime: two endpoints at AWS, one signing name, told apart by their paths.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Error
 *     codes</a>
 */
public final class BedrockService implements AwsService {
  private static final int PATH_PARTS = 3;

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

  /** Whether a path belongs to the runtime's endpoint rather than to the control plane's. */
  public static boolean isRuntime(String rawPath) {
    return rawPath.startsWith("/model/");
  }

  @Override
  public AwsResponse answer(Call call) {
    if (call.bearer()) {
      authorizer.require(
          call.caller(), new AccessRequest("bedrock:CallWithBearerToken", "*", Map.of()));
    }
    var path =
        Arrays.stream(call.request().rawPath().substring(1).split("/", -1))
            .map(Percent::decode)
            .toList();
    try {
      return switch (call.request().method()) {
        case "GET" -> read(call, path);
        case "POST" -> invoke(call, path);
        default -> throw BedrockProblems.unknownOperation();
      };
    } catch (BadRequest unfit) {
      throw BedrockProblems.validation(String.valueOf(unfit.getMessage()));
    }
  }

  private AwsResponse read(Call call, List<String> path) {
    if (path.equals(List.of("foundation-models"))) {
      return listings.models(call);
    }
    if (path.equals(List.of("inference-profiles"))) {
      return listings.profiles(call);
    }
    if (path.size() == 2 && path.getFirst().equals("inference-profiles")) {
      return listings.profile(call, path.get(1));
    }
    throw BedrockProblems.unknownOperation();
  }

  private AwsResponse invoke(Call call, List<String> path) {
    if (path.size() != PATH_PARTS || !path.getFirst().equals("model")) {
      throw BedrockProblems.unknownOperation();
    }
    return switch (path.getLast()) {
      case "converse" -> converse.answer(call, path.get(1));
      case "invoke" -> invokeModel.answer(call, path.get(1));
      default -> throw BedrockProblems.unknownOperation();
    };
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
      case THROTTLE ->
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
