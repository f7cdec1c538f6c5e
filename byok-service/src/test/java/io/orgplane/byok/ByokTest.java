package io.orgplane.byok;

import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of the running service. All of them share one application, so each makes its own tenants.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "byok"),
      @ResourceArg(name = ServiceTestResource.ANSWERS, value = "described")
    })
@QuarkusTestResource(AwsTestResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ByokTest {}
