package io.orgplane.sandbox.aws;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsProblem.Unauthenticated;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.service.AwsService;
import io.orgplane.sandbox.aws.service.Call;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.aws.service.Faults;
import io.orgplane.sandbox.aws.signature.Authentication;
import io.orgplane.sandbox.aws.signature.Proof;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a received request to an answer: which service is meant, who is asking, what is in the way.
 */
final class Front {
  private static final System.Logger LOG = System.getLogger(Front.class.getName());
  private static final String BEDROCK = "bedrock";

  private final Map<String, AwsService> services;
  private final Authentication authentication;
  private final Faults faults;

  Front(Map<String, AwsService> services, Authentication authentication, Faults faults) {
    this.services = services;
    this.authentication = authentication;
    this.faults = faults;
  }

  /** The answer, and what still stands between it and the client. */
  record Outcome(AwsResponse response, Fault.@Nullable Kind fault, int delayMillis) {}

  Outcome answer(AwsRequest request, String requestId) {
    var meant = meant(request);
    var service = services.get(meant);
    if (service == null) {
      throw new IllegalStateException("no service " + meant);
    }
    Proof proof;
    try {
      proof = proven(request, meant);
    } catch (AwsProblem unproven) {
      return outcome(request, service, requestId, null, unproven);
    }
    return outcome(request, service, requestId, proof, null);
  }

  /** Meets the fault that is laid, then does what is asked, or says why not. */
  private Outcome outcome(
      AwsRequest request,
      AwsService service,
      String requestId,
      @Nullable Proof proof,
      @Nullable AwsProblem unproven) {
    var account = proof == null ? null : proof.caller().account().value();
    var fault = faults.take(service.target(request, account));
    var kind = fault.map(Fault::kind).orElse(null);
    if (kind == Fault.Kind.ERROR_500
        || kind == Fault.Kind.THROTTLING
        || kind == Fault.Kind.OUTAGE) {
      return new Outcome(service.refusal(service.outage(kind), requestId), kind, 0);
    }
    var response =
        proof == null || unproven != null
            ? service.refusal(orMissing(unproven), requestId)
            : perform(request, service, requestId, proof);
    return new Outcome(response, kind, fault.map(Fault::delayOrUsual).orElse(0));
  }

  private static AwsProblem orMissing(@Nullable AwsProblem unproven) {
    return unproven == null
        ? new Unauthenticated(
            Unauthenticated.Reason.MISSING, "Request is missing Authentication Token")
        : unproven;
  }

  private static AwsResponse perform(
      AwsRequest request, AwsService service, String requestId, Proof proof) {
    try {
      return service.answer(
          new Call(request, proof.caller(), proof.region(), proof.bearer(), requestId));
    } catch (AwsProblem problem) {
      return service.refusal(problem, requestId);
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "the AWS stand-in failed to answer", bug);
      return service.refusal(service.outage(Fault.Kind.ERROR_500), requestId);
    }
  }

  private Proof proven(AwsRequest request, String meant) {
    var proof = authentication.of(request);
    if (!proof.service().equals(meant)) {
      throw new Unauthenticated(
          Unauthenticated.Reason.BAD_SIGNATURE,
          "Credential should be scoped to correct service: '" + meant + "'.");
    }
    return proof;
  }

  /**
   * AWS has an endpoint for each service; here one port is all of them. What a request looks like
   * says which it wants, and its signature must have been made for that one.
   */
  private static String meant(AwsRequest request) {
    if (request.header("x-amz-target").isPresent()) {
      return "kms";
    }
    if (!request.rawPath().equals("/")) {
      return BEDROCK;
    }
    return Authentication.claimedService(request).filter("kms"::equals).orElse("sts");
  }
}
