package io.orgplane.sandbox.aws.signature;

import io.orgplane.sandbox.aws.iam.Caller;
import java.util.Optional;

/**
 * What a request has proven: who sends it, for which service and region it was signed. A bearer key
 * is bound to neither, hence {@code region} can be absent and {@code service} is {@code bedrock}
 * then.
 */
public record Proof(Caller caller, String service, Optional<String> region, boolean bearer) {}
