package io.orgplane.sandbox.aws.service;

import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.iam.Caller;
import java.util.Optional;

/** A request whose sender is known. The region is the signature's; a bearer key has none. */
public record Call(
    AwsRequest request, Caller caller, Optional<String> region, boolean bearer, String requestId) {}
