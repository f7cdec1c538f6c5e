package io.orgplane.membership;

import io.orgplane.testing.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of the running service on the real PostgreSQL, Kafka and SMTP, beside a stand-in of
 * Keycloak's admin API.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = {
      @ResourceArg(name = ServiceTestResource.SERVICE, value = "membership"),
      @ResourceArg(name = ServiceTestResource.ANSWERS, value = "described")
    })
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(KeycloakStandIn.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MembershipTest {}
