package io.orgplane.sandbox.aws.service;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.AwsResponse;
import org.jspecify.annotations.Nullable;

/** One of AWS's services: what it answers, and how it words a refusal. */
public interface AwsService {
  /**
   * Does what is asked.
   *
   * @throws AwsProblem when it refuses
   */
  AwsResponse answer(Call call);

  /** What the request is aimed at; {@code account} is that of its sender, where that is proven. */
  Target target(AwsRequest request, @Nullable String account);

  AwsResponse refusal(AwsProblem problem, String requestId);

  /** An outage in the service's own words, when one has been laid in its way. */
  AwsProblem outage(Fault.Kind kind);
}
