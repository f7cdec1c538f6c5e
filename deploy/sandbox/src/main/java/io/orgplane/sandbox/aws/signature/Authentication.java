package io.orgplane.sandbox.aws.signature;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated.Reason;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.iam.Caller;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.iam.Identities;
import java.time.Clock;
import java.util.Optional;

/** Finds out who sends a request, or throws {@link AwsProblem.Unauthenticated}. */
public final class Authentication {
  private static final String BEARER = "Bearer ";
  private static final String INVALID = "The security token included in the request is invalid.";

  private final Directory directory;
  private final Clock clock;
  private final SignatureCheck signatures;

  public Authentication(Directory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.signatures = new SignatureCheck(clock);
  }

  public Proof of(AwsRequest request) {
    var authorization = request.header("authorization").orElse("");
    if (authorization.startsWith(BEARER)) {
      return ofBearer(authorization.substring(BEARER.length()).strip());
    }
    if (!authorization.startsWith(SignedHeader.ALGORITHM + " ")) {
      throw new AwsProblem.Unauthenticated(
          authorization.isEmpty() ? Reason.MISSING : Reason.INCOMPLETE,
          authorization.isEmpty()
              ? "Request is missing Authentication Token"
              : "Unsupported AWS 'algorithm'.");
    }
    var claimed = SignedHeader.parse(authorization);
    var caller = ofSigned(request, claimed);
    return new Proof(caller, claimed.service(), Optional.of(claimed.region()), false);
  }

  /**
   * The service named in the signature's scope, before anything is proven: for the error's shape.
   */
  public static Optional<String> claimedService(AwsRequest request) {
    try {
      return request
          .header("authorization")
          .filter(value -> value.startsWith(SignedHeader.ALGORITHM + " "))
          .map(SignedHeader::parse)
          .map(SignedHeader::service);
    } catch (AwsProblem malformed) {
      return Optional.empty();
    }
  }

  private Caller ofSigned(AwsRequest request, SignedHeader claimed) {
    var token = request.header("x-amz-security-token");
    return token.isPresent()
        ? ofSession(request, claimed, token.get())
        : ofLongTermKey(request, claimed);
  }

  private Caller ofLongTermKey(AwsRequest request, SignedHeader claimed) {
    var identities = directory.identities();
    var key = identities.accessKeys().get(claimed.accessKeyId());
    if (key == null || !key.active()) {
      throw new AwsProblem.Unauthenticated(Reason.UNKNOWN_KEY, INVALID);
    }
    signatures.require(request, claimed, key.secret());
    return user(identities, key.user());
  }

  private Caller ofSession(AwsRequest request, SignedHeader claimed, String token) {
    var session =
        directory
            .session(claimed.accessKeyId())
            .filter(found -> found.token().matches(token))
            .orElseThrow(() -> new AwsProblem.Unauthenticated(Reason.UNKNOWN_KEY, INVALID));
    if (session.expired(clock.instant())) {
      throw new AwsProblem.Unauthenticated(
          Reason.EXPIRED, "The security token included in the request is expired");
    }
    signatures.require(request, claimed, session.secret());
    return session.caller();
  }

  private Proof ofBearer(String key) {
    var identities = directory.identities();
    var found = identities.bearerKeys().get(Digests.sha256Hex(key));
    if (found == null || !found.active()) {
      throw new AwsProblem.Unauthenticated(
          Reason.BAD_BEARER_KEY, "Authentication failed: Please make sure your API Key is valid.");
    }
    return new Proof(user(identities, found.user()), "bedrock", Optional.empty(), true);
  }

  private static Caller user(Identities identities, Identities.Name name) {
    return identities
        .user(name)
        .map(user -> new Caller.User(name.account(), name.value(), user.uniqueId(), false))
        .orElseThrow(() -> new AwsProblem.Unauthenticated(Reason.UNKNOWN_KEY, INVALID));
  }
}
