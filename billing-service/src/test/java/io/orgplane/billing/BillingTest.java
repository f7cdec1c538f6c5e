package io.orgplane.billing;

import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of billing-service with everything around it; the other services' events are played. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "billing"),
      @ResourceArg(name = ServiceTestResource.ANSWERS, value = "described"),
      @ResourceArg(name = "orgplane.catalogue.versions", value = "2026-03,2040-01"),
      @ResourceArg(name = "orgplane.operations.backoff", value = "100ms"),
      @ResourceArg(name = "orgplane.operations.lease", value = "10s"),
      @ResourceArg(name = "orgplane.stripe.read-timeout", value = "2s"),
      @ResourceArg(name = "orgplane.projection.max-age", value = "30s"),
      @ResourceArg(name = "quarkus.log.category.\"org.flywaydb\".level", value = "WARN"),
      @ResourceArg(name = "quarkus.log.console.json.enabled", value = "false")
    })
@QuarkusTestResource(StripeResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BillingTest {}
