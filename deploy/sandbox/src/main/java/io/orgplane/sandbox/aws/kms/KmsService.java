package io.orgplane.sandbox.aws.kms;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.iam.AccountId;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.service.AwsService;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.aws.service.Target;
import io.orgplane.sandbox.http.BadRequest;
import io.orgplane.sandbox.http.StrictJson;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * KMS's JSON API: the operation is in {@code X-Amz-Target}.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class KmsService implements AwsService {
  private static final String TARGET = "TrentService.";
  private static final String TYPE = "application/x-amz-json-1.1";

  private final KmsKeys keys;
  private final KeyUse use;
  private final KeyKeeping keeping;
  private final KeyNaming naming;

  public KmsService(Authorizer authorizer, Clock clock) {
    this.keys = new KmsKeys(clock);
    this.use = new KeyUse(keys, authorizer);
    this.keeping = new KeyKeeping(keys, use, authorizer);
    this.naming = new KeyNaming(keys, use, authorizer);
  }

  /** A key that is there from the start, under {@code alias}. */
  public void seed(AccountId account, String region, String alias) {
    keys.name(alias, keys.create(account, region, "there from the start"));
  }

  @Override
  public AwsResponse answer(Call call) {
    try {
      var answer = operate(call, operation(call.request()));
      return AwsResponse.of(200, TYPE, answer.isEmpty() ? new byte[0] : StrictJson.write(answer));
    } catch (BadRequest unfit) {
      throw new AwsProblem.Refused(
          400, "SerializationException", String.valueOf(unfit.getMessage()));
    }
  }

  private Map<String, Object> operate(Call call, String operation) {
    return switch (operation) {
      case "Encrypt" -> use.encrypt(call, read(call, KeyUse.Encrypt.class));
      case "Decrypt" -> use.decrypt(call, read(call, KeyUse.Decrypt.class));
      case "GenerateDataKey" -> use.generateDataKey(call, read(call, KeyUse.GenerateDataKey.class));
      case "GenerateDataKeyWithoutPlaintext" ->
          use.generateDataKeyWithoutPlaintext(call, read(call, KeyUse.GenerateDataKey.class));
      case "ReEncrypt" -> use.reEncrypt(call, read(call, KeyUse.ReEncrypt.class));
      case "CreateAlias" -> naming.create(call, read(call, KeyNaming.Alias.class));
      case "UpdateAlias" -> naming.update(call, read(call, KeyNaming.Alias.class));
      case "CancelKeyDeletion" -> keeping.cancelDeletion(call, read(call, KeyKeeping.OneKey.class));
      case "CreateKey" -> keeping.create(call, read(call, KeyKeeping.CreateKey.class));
      case "DescribeKey" -> keeping.describe(call, read(call, KeyKeeping.OneKey.class));
      case "EnableKey" -> keeping.enable(call, read(call, KeyKeeping.OneKey.class));
      case "DisableKey" -> keeping.disable(call, read(call, KeyKeeping.OneKey.class));
      case "ScheduleKeyDeletion" ->
          keeping.scheduleDeletion(call, read(call, KeyKeeping.ScheduleKeyDeletion.class));
      default -> throw new AwsProblem.Refused(400, "UnknownOperationException", "");
    };
  }

  private static String operation(AwsRequest request) {
    var target = request.header("x-amz-target").orElse("");
    var reached = request.method().equals("POST") && request.rawPath().equals("/");
    return reached && target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
  }

  private static <T> T read(Call call, Class<T> type) {
    return StrictJson.read(call.request().body(), type);
  }

  @Override
  public Target target(AwsRequest request, @Nullable String account) {
    return new Target("kms", operation(request), request.rawPath(), account, null);
  }

  @Override
  public AwsResponse refusal(AwsProblem problem, String requestId) {
    return switch (problem) {
      case AwsProblem.Denied denied -> error(400, "AccessDeniedException", denied.text());
      case AwsProblem.Refused refused -> error(refused.status(), refused.code(), refused.text());
      case Unauthenticated unproven -> error(400, code(unproven), unproven.text());
    };
  }

  private static String code(Unauthenticated unproven) {
    return switch (unproven.reason()) {
      case MISSING -> "MissingAuthenticationTokenException";
      case INCOMPLETE -> "IncompleteSignatureException";
      case UNKNOWN_KEY, BAD_BEARER_KEY -> "UnrecognizedClientException";
      case BAD_SIGNATURE -> "InvalidSignatureException";
      case EXPIRED -> "ExpiredTokenException";
    };
  }

  private static AwsResponse error(int status, String code, String message) {
    var body = new LinkedHashMap<String, Object>();
    body.put("__type", code);
    body.put("message", message);
    return new AwsResponse(status, TYPE, Map.of("x-amzn-ErrorType", code), StrictJson.write(body));
  }

  @Override
  public AwsProblem outage(Fault.Kind kind) {
    return switch (kind) {
      case THROTTLING -> new AwsProblem.Refused(400, "ThrottlingException", "Rate exceeded");
      case OUTAGE ->
          new AwsProblem.Refused(
              503, "DependencyTimeoutException", "A dependency of KMS did not answer in time.");
      default -> new AwsProblem.Refused(500, "KMSInternalException", "Internal error.");
    };
  }
}
