package io.orgplane.billing.catalogue;

/** Names one plan of one catalogue version: what a subscription stays on until it is changed. */
public record PlanKey(String catalogueVersion, String plan) {}
