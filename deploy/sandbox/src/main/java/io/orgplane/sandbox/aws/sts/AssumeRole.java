package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Caller;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.iam.Identities;
import io.orgplane.sandbox.aws.service.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A session of a role. A role that does not exist and one that may not be assumed are refused
 * alike, so that nobody learns of roles by asking.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
record AssumeRole(Directory directory, Authorizer authorizer) {
  private static final Set<String> PARAMETERS =
      Set.of("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId", "Policy");
  private static final int USUAL_SECONDS = 3_600;
  private static final int LEAST_SECONDS = 900;
  private static final int MOST_SECONDS = 43_200;
  private static final int CHAINED_SECONDS = 3_600;
  private static final Pattern ARN = Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u007E]+");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]+");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:\\/-]*");

  AwsResponse answer(Call call, StsParameters parameters) {
    parameters.only(PARAMETERS);
    var arn = parameters.required("RoleArn", 20, 2_048, ARN);
    var sessionName = parameters.required("RoleSessionName", 2, 64, SESSION_NAME);
    var externalId = parameters.optional("ExternalId", 2, 1_224, EXTERNAL_ID);
    var seconds = parameters.duration(USUAL_SECONDS, LEAST_SECONDS, MOST_SECONDS);
    var policy = SessionPolicies.of(parameters);
    if (!ROLE_ARN.matcher(arn).matches()) {
      throw StsParameters.invalid(arn + " is invalid");
    }
    var role = permitted(call, arn, context(call, sessionName, externalId));
    requireShortEnough(call.caller(), role, seconds);
    var assumed =
        new Caller.AssumedRole(
            role.name().account(),
            role.name().value(),
            role.uniqueId(),
            sessionName,
            policy.orElse(null));
    var session = directory.open(assumed, Duration.ofSeconds(seconds));
    var xml = new StsXml().open("AssumedRoleUser").text("AssumedRoleId", assumed.uniqueId());
    xml.text("Arn", assumed.arn()).close("AssumedRoleUser");
    SessionXml.append(xml, session);
    SessionPolicies.appendSize(xml, parameters);
    return xml.answer("AssumeRole", call.requestId());
  }

  private Identities.Role permitted(Call call, String arn, Map<String, String> context) {
    var caller = call.caller();
    var role = directory.identities().role(arn);
    if (role.isEmpty() || caller instanceof Caller.FederatedUser) {
      throw new AwsProblem.Denied(
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(caller.arn(), arn));
    }
    var request = new AccessRequest("sts:AssumeRole", arn, context);
    authorizer.requireTrust(caller, role.get(), request);
    return role.get();
  }

  private static Map<String, String> context(
      Call call, String sessionName, Optional<String> externalId) {
    var context = new HashMap<String, String>();
    context.put("sts:RoleSessionName", sessionName);
    call.region().ifPresent(region -> context.put("aws:RequestedRegion", region));
    externalId.ifPresent(id -> context.put("sts:ExternalId", id));
    return context;
  }

  private static void requireShortEnough(Caller caller, Identities.Role role, int seconds) {
    if (seconds > role.maxSessionSeconds()) {
      throw StsParameters.invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    if (caller instanceof Caller.AssumedRole && seconds > CHAINED_SECONDS) {
      throw StsParameters.invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
  }
}
