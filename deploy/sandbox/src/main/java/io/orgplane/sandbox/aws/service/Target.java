package io.orgplane.sandbox.aws.service;

import org.jspecify.annotations.Nullable;

/**
 * What a request is aimed at, as far as it can be told before anything is judged; a fault is laid
 * for some of this. {@code operation} is empty when the service has none by that name, {@code
 * model} is the id or ARN as it was given.
 */
public record Target(
    String service,
    String operation,
    String path,
    @Nullable String account,
    @Nullable String model) {}
