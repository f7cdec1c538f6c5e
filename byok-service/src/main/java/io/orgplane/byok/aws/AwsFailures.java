package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * From AWS's errors to classes that tell a person what to do. Codes are those of the STS, KMS and
 * Bedrock API references ("Common Errors"); where one code stands for several causes, AWS's message
 * tells them apart and is then dropped.
 */
final class AwsFailures {

  private static final Logger LOG = Logger.getLogger(AwsFailures.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Pattern DENIED_ACTION =
      Pattern.compile("not authorized to perform: ([a-z-]+:[A-Za-z]+)\\b");

  private AwsFailures() {}

  static Throwable classified(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return switch (cause) {
      case AwsServiceException refused -> refused(refused);
      case SdkException unreachable -> unreachable(unreachable);
      case null -> failure;
      default -> cause;
    };
  }

  /** Timeouts, broken connections. The type is logged, because it says which; no message is. */
  private static CloudFailure unreachable(SdkException failure) {
    LOG.warnf("AWS does not answer: %s", failure.getClass().getSimpleName());
    return CloudFailure.of(FailureClass.OUTAGE);
  }

  private static CloudFailure refused(AwsServiceException refused) {
    var details = refused.awsErrorDetails();
    String code = details == null ? "" : text(details.errorCode());
    String message = details == null ? "" : text(details.errorMessage());
    FailureClass found = classOf(code, message, refused.statusCode());
    return found == FailureClass.POLICY ? denied(message) : CloudFailure.of(found);
  }

  private static FailureClass classOf(String code, String message, int status) {
    return switch (code) {
      case "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "AuthFailure",
          "OptInRequired" ->
          FailureClass.CREDENTIALS;
      case "ExpiredToken", "ExpiredTokenException", "RequestExpired" -> FailureClass.EXPIRED;
      case "RegionDisabledException" -> FailureClass.ORGANIZATION_POLICY;
      case "AccessDenied", "AccessDeniedException" -> classOfDenial(message);
      case "ValidationException" -> classOfInvalidity(message);
      case "ResourceNotFoundException" -> FailureClass.MODEL_ACCESS;
      case "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "ServiceQuotaExceededException",
          "LimitExceededException" ->
          FailureClass.THROTTLED;
      default -> classOf(status);
    };
  }

  private static FailureClass classOf(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return FailureClass.THROTTLED;
    }
    return status >= SERVER_ERROR || status == 0 ? FailureClass.OUTAGE : FailureClass.POLICY;
  }

  private static FailureClass classOfDenial(String message) {
    if (message.contains("service control policy")) {
      return FailureClass.ORGANIZATION_POLICY;
    }
    if (message.contains("access to the model")) {
      return FailureClass.MODEL_ACCESS;
    }
    return message.contains("API Key") ? FailureClass.CREDENTIALS : FailureClass.POLICY;
  }

  private static FailureClass classOfInvalidity(String message) {
    return message.contains("inference profile") || message.contains("model identifier")
        ? FailureClass.INFERENCE_PROFILE
        : FailureClass.OUTAGE;
  }

  /** The name of the denied action is worth a lot to whoever has to allow it. */
  private static CloudFailure denied(String message) {
    Matcher action = DENIED_ACTION.matcher(message);
    return action.find()
        ? new CloudFailure(
            FailureClass.POLICY,
            "No IAM policy allows %s here.".formatted(action.group(1)),
            "Allow %s to this principal in its identity-based policy.".formatted(action.group(1)))
        : CloudFailure.of(FailureClass.POLICY);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
