package io.orgplane.local;

import io.orgplane.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables that a service is configured by; on Kubernetes the same ones come from ConfigMaps
 * and Secrets.
 */
final class ServiceEnvironment {
  static final int PARTITIONS = 4;
  static final String HTTP_PORT = "QUARKUS_HTTP_PORT";

  private final StackAddresses addresses;
  private final Path data;

  ServiceEnvironment(StackAddresses addresses, Path data) {
    this.addresses = addresses;
    this.data = data;
  }

  Map<String, String> of(SuiteService service) {
    Map<String, String> variables = new HashMap<>(common(service));
    switch (service) {
      case ORG -> variables.putAll(org());
      case MEMBERSHIP -> variables.putAll(membership());
      case BILLING -> variables.putAll(billing());
      case BYOK -> variables.putAll(byok());
    }
    return variables;
  }

  Path clockOffset() {
    return data.resolve("clock-offset");
  }

  Path masterKey() {
    return data.resolve("byok-master-key");
  }

  private Map<String, String> common(SuiteService service) {
    String id = service.id();
    return Map.ofEntries(
        Map.entry("ORGPLANE_ENVIRONMENT", "local"),
        Map.entry("ORGPLANE_LOG_JSON", "false"),
        Map.entry("ORGPLANE_DATABASE_HOST", "localhost"),
        Map.entry("ORGPLANE_DATABASE_PORT", port(Endpoint.POSTGRES)),
        Map.entry("ORGPLANE_DATABASE_NAME", id),
        Map.entry("ORGPLANE_DATABASE_USER", id),
        Map.entry("ORGPLANE_DATABASE_PASSWORD", id),
        Map.entry("ORGPLANE_DATABASE_OWNER", id + "_owner"),
        Map.entry("ORGPLANE_DATABASE_OWNER_PASSWORD", id + "_owner"),
        Map.entry("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka()),
        // Consumers that wait for their last record hold a stop up for seconds; the inbox makes
        // redelivery harmless.
        Map.entry("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN", "false"),
        Map.entry("QUARKUS_HTTP_HOST", "localhost"),
        Map.entry(HTTP_PORT, port(service.endpoint())),
        Map.entry("QUARKUS_OIDC_AUTH_SERVER_URL", addresses.realm().toString()),
        Map.entry("ORGPLANE_PLATFORM_CLIENT_ID", "orgplane-" + id),
        Map.entry("ORGPLANE_PLATFORM_CLIENT_SECRET", "orgplane-" + id + "-secret"),
        Map.entry("ORGPLANE_MEMBERSHIP_URL", addresses.service(SuiteService.MEMBERSHIP).toString()),
        Map.entry("ORGPLANE_CLOCK_OFFSET_FILE", clockOffset().toString()),
        Map.entry("ORGPLANE_EVENTS_PARTITIONS", String.valueOf(PARTITIONS)));
  }

  private Map<String, String> org() {
    return Map.of(
        "ORGPLANE_KEYCLOAK_ADMIN_URL",
        addresses.realmAdmin().toString(),
        // Who registers in the local realm need not wait to be seen.
        "ORGPLANE_RECONCILIATION_PAUSE",
        "5s");
  }

  private Map<String, String> membership() {
    return Map.of(
        "ORGPLANE_WEB_ORIGIN",
        addresses.frontDoor().toString(),
        "ORGPLANE_MAIL_HOST",
        "localhost",
        "ORGPLANE_MAIL_PORT",
        port(Endpoint.MAIL),
        "ORGPLANE_MAIL_FROM",
        "no-reply@orgplane.example",
        "ORGPLANE_KEYCLOAK_ADMIN_URL",
        addresses.realmAdmin().toString());
  }

  private Map<String, String> billing() {
    return Map.of(
        "ORGPLANE_WEB_ORIGIN",
        addresses.frontDoor().toString(),
        "ORGPLANE_STRIPE_API_BASE",
        addresses.stripe().toString(),
        "ORGPLANE_STRIPE_SECRET_KEY",
        SandboxConfig.Stripe.SECRET_KEY,
        "ORGPLANE_STRIPE_WEBHOOK_SECRET",
        SandboxConfig.Stripe.WEBHOOK_SECRET);
  }

  private Map<String, String> byok() {
    SandboxConfig.Aws aws = SandboxConfig.Aws.USUAL;
    return Map.of(
        "ORGPLANE_AWS_ENDPOINT", addresses.aws().toString(),
        "ORGPLANE_AWS_REGION", aws.region(),
        "ORGPLANE_AWS_ACCESS_KEY_ID", aws.accessKeyId(),
        "ORGPLANE_AWS_SECRET_ACCESS_KEY", aws.secretAccessKey(),
        "ORGPLANE_MASTER_KEY_FILE", masterKey().toString());
  }

  private String port(Endpoint endpoint) {
    return String.valueOf(addresses.ports().of(endpoint));
  }
}
