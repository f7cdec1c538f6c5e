package io.orgplane.sandbox.aws.service;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsResponse;

/** One of AWS's services: what it answers, and how it words a refusal. */
public interface AwsService {
  /**
   * Does what is asked.
   *
   * @throws AwsProblem when it refuses
   */
  AwsResponse answer(Call call);

  AwsResponse refusal(AwsProblem problem, String requestId);

  /** An outage in the service's own words, when one has been laid in its way. */
  AwsProblem outage(Fault.Kind kind);
}
