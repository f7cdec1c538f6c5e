package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Caller;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.service.AwsService;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.aws.service.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * STS's query API, version 2011-06-15.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class StsService implements AwsService {
  private final AssumeRole assumeRole;
  private final UserSessions userSessions;

  public StsService(Directory directory, Authorizer authorizer) {
    this.assumeRole = new AssumeRole(directory, authorizer);
    this.userSessions = new UserSessions(directory, authorizer);
  }

  @Override
  public AwsResponse answer(Call call) {
    var parameters = StsParameters.of(call.request());
    var action = parameters.action();
    if (!call.request().rawPath().equals("/") || !parameters.ofKnownVersion()) {
      throw parameters.unknownAction();
    }
    return switch (action) {
      case "AssumeRole" -> assumeRole.answer(call, parameters);
      case "GetCallerIdentity" -> callerIdentity(call, parameters);
      case "GetSessionToken" -> userSessions.sessionToken(call, parameters);
      case "GetFederationToken" -> userSessions.federationToken(call, parameters);
      default -> throw parameters.unknownAction();
    };
  }

  /** Needs no permission, and none can take it away. */
  private static AwsResponse callerIdentity(Call call, StsParameters parameters) {
    parameters.only(Set.of());
    Caller caller = call.caller();
    return new StsXml()
        .text("Arn", caller.arn())
        .text("UserId", caller.uniqueId())
        .text("Account", caller.account())
        .answer("GetCallerIdentity", call.requestId());
  }

  @Override
  public Target target(AwsRequest request, @Nullable String account) {
    return new Target(
        "sts", StsParameters.claimedAction(request), request.rawPath(), account, null);
  }

  @Override
  public AwsResponse refusal(AwsProblem problem, String requestId) {
    return switch (problem) {
      case AwsProblem.Denied denied -> StsXml.error(403, "AccessDenied", denied.text(), requestId);
      case AwsProblem.Refused refused ->
          StsXml.error(refused.status(), refused.code(), refused.text(), requestId);
      case Unauthenticated unproven ->
          StsXml.error(status(unproven), code(unproven), unproven.text(), requestId);
    };
  }

  private static String code(Unauthenticated unproven) {
    return switch (unproven.reason()) {
      case MISSING -> "MissingAuthenticationToken";
      case INCOMPLETE -> "IncompleteSignature";
      case UNKNOWN_KEY, BAD_BEARER_KEY -> "InvalidClientTokenId";
      case BAD_SIGNATURE -> "SignatureDoesNotMatch";
      case EXPIRED -> "ExpiredToken";
    };
  }

  private static int status(Unauthenticated unproven) {
    return unproven.reason() == Unauthenticated.Reason.INCOMPLETE ? 400 : 403;
  }

  @Override
  public AwsProblem outage(Fault.Kind kind) {
    return switch (kind) {
      case THROTTLING -> new AwsProblem.Refused(400, "Throttling", "Rate exceeded");
      case OUTAGE ->
          new AwsProblem.Refused(503, "ServiceUnavailable", "Service is unable to handle request.");
      default ->
          new AwsProblem.Refused(
              500,
              "InternalFailure",
              "The request processing has failed because of an unknown error, exception or failure.");
    };
  }
}
