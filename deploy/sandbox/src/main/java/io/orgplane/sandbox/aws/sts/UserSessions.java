package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Caller;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.iam.PolicyDocument;
import io.orgplane.sandbox.aws.service.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The two calls that turn a user's long-term key into a session: GetSessionToken, which needs no
 * permission and narrows nothing, and GetFederationToken, which needs one and is narrowed by a
 * policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html">Compare
 *     STS credentials</a>
 */
record UserSessions(Directory directory, Authorizer authorizer) {
  private static final int USUAL_SECONDS = 43_200;
  private static final int LEAST_SECONDS = 900;
  private static final int MOST_SECONDS = 129_600;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");

  AwsResponse sessionToken(Call call, StsParameters parameters) {
    parameters.only(Set.of("DurationSeconds"));
    var seconds = parameters.duration(USUAL_SECONDS, LEAST_SECONDS, MOST_SECONDS);
    var user = longTermUser(call, "GetSessionToken");
    var temporary = new Caller.User(user.account(), user.name(), user.uniqueId(), true);
    var session = directory.open(temporary, Duration.ofSeconds(seconds));
    return SessionXml.append(new StsXml(), session).answer("GetSessionToken", call.requestId());
  }

  AwsResponse federationToken(Call call, StsParameters parameters) {
    parameters.only(Set.of("Name", "Policy", "DurationSeconds"));
    var name = parameters.required("Name", 2, 32, NAME);
    var seconds = parameters.duration(USUAL_SECONDS, LEAST_SECONDS, MOST_SECONDS);
    var policy = SessionPolicies.of(parameters);
    var user = longTermUser(call, "GetFederationToken");
    var arn = "arn:aws:sts::" + user.account() + ":federated-user/" + name;
    authorizer.require(user, new AccessRequest("sts:GetFederationToken", arn, Map.of()));
    var federated =
        new Caller.FederatedUser(
            user.account(),
            user.name(),
            user.uniqueId(),
            name,
            policy.orElseGet(PolicyDocument::allowingNothing));
    var session = directory.open(federated, Duration.ofSeconds(seconds));
    var xml = SessionXml.append(new StsXml(), session).open("FederatedUser");
    xml.text("FederatedUserId", federated.uniqueId()).text("Arn", arn).close("FederatedUser");
    SessionPolicies.appendSize(xml, parameters);
    return xml.answer("GetFederationToken", call.requestId());
  }

  private static Caller.User longTermUser(Call call, String action) {
    if (call.caller() instanceof Caller.User user && !user.temporary()) {
      return user;
    }
    throw new AwsProblem.Denied("Cannot call " + action + " with session credentials");
  }
}
