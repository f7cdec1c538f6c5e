package io.orgplane.org;

import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of org-service on the real PostgreSQL and Kafka; {@link Suite} plays the others. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "org"),
      @ResourceArg(name = ServiceTestResource.ANSWERS, value = "described"),
      @ResourceArg(name = ServiceTestResource.HEARTBEAT, value = "false"),
      // a machine that builds three things at once misses a beat
      @ResourceArg(name = "orgplane.projection.max-age", value = "4s"),
      @ResourceArg(name = "quarkus.log.console.json.enabled", value = "false")
    })
@QuarkusTestResource(MembershipStandIn.class)
@QuarkusTestResource(KeycloakStandIn.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OrgTest {}
