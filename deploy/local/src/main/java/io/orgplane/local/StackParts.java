package io.orgplane.local;

import io.orgplane.embedded.FreePorts;
import io.orgplane.local.door.Destination;
import io.orgplane.local.part.FrontDoorPart;
import io.orgplane.local.part.KafkaPart;
import io.orgplane.local.part.KeycloakPart;
import io.orgplane.local.part.Part;
import io.orgplane.local.part.PostgresPart;
import io.orgplane.local.part.SandboxPart;
import io.orgplane.local.part.ServicePart;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every part of one stack, told where the others will be. */
record StackParts(
    PostgresPart postgres,
    KafkaPart kafka,
    SandboxPart sandbox,
    KeycloakPart keycloak,
    Map<SuiteService, ServicePart> services,
    FrontDoorPart frontDoor) {

  static StackParts of(
      LocalStackConfig config, StackAddresses addresses, DataFolder data, Progress progress) {
    Ports ports = addresses.ports();
    ServiceEnvironment environment = new ServiceEnvironment(addresses, data.path());
    Map<SuiteService, ServicePart> services = new EnumMap<>(SuiteService.class);
    Map<Destination, Integer> destinations = new EnumMap<>(Destination.class);
    for (SuiteService service : config.services()) {
      services.put(service, servicePart(service, config, addresses, environment, data, progress));
      destinations.put(service.destination(), ports.of(service.endpoint()));
    }
    return new StackParts(
        new PostgresPart(
            ports.of(Endpoint.POSTGRES),
            data.path(),
            Arrays.stream(SuiteService.values()).map(SuiteService::id).toList()),
        new KafkaPart(ports.of(Endpoint.KAFKA), data.path(), ServiceEnvironment.PARTITIONS),
        new SandboxPart(addresses, environment.clockOffset()),
        new KeycloakPart(config.repository(), addresses, data.path()),
        services,
        new FrontDoorPart(ports.of(Endpoint.FRONT_DOOR), destinations));
  }

  private static ServicePart servicePart(
      SuiteService service,
      LocalStackConfig config,
      StackAddresses addresses,
      ServiceEnvironment environment,
      DataFolder data,
      Progress progress) {
    return servicePart(
        service.module(),
        service,
        config,
        addresses.service(service),
        environment.of(service),
        data,
        progress);
  }

  /** One more process of a service, beside the one that the front door knows. */
  static ServicePart replica(
      SuiteService service,
      LocalStackConfig config,
      StackAddresses addresses,
      DataFolder data,
      Progress progress) {
    int port = FreePorts.next();
    Map<String, String> variables =
        new HashMap<>(new ServiceEnvironment(addresses, data.path()).of(service));
    variables.put(ServiceEnvironment.HTTP_PORT, String.valueOf(port));
    return servicePart(
        service.module() + "-" + port,
        service,
        config,
        URI.create("http://localhost:" + port),
        variables,
        data,
        progress);
  }

  private static ServicePart servicePart(
      String name,
      SuiteService service,
      LocalStackConfig config,
      URI address,
      Map<String, String> environment,
      DataFolder data,
      Progress progress) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(config.environment());
    return new ServicePart(
        name,
        address,
        config.repository().runner(service),
        config.javaOptions(),
        variables,
        data.logs(),
        (ended, log) -> progress.ended(ended, log.tail(10), log.path()));
  }

  ServicePart service(SuiteService which) {
    ServicePart found = services.get(which);
    if (found == null) {
      throw new StackFailure(which.module() + " is not part of this stack");
    }
    return found;
  }

  /** In the order of a start. */
  List<Part> all() {
    List<Part> all = new ArrayList<>(List.of(postgres, kafka, sandbox, keycloak));
    all.addAll(services.values());
    all.add(frontDoor);
    return all;
  }
}
