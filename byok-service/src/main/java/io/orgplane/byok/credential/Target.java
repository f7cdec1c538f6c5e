package io.orgplane.byok.credential;

/**
 * From where and through what models are invoked.
 *
 * @param region an AWS region code of the allow-list; endpoints are made from it
 */
public record Target(String region, InferenceProfile profile) {}
