package io.orgplane.kit;

import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test in the kit's probe service, on the real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "kit"),
      @ResourceArg(name = ServiceTestResource.HEARTBEAT, value = "false"),
      @ResourceArg(name = "orgplane.projection.max-age", value = "4s")
    })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KitTest {}
