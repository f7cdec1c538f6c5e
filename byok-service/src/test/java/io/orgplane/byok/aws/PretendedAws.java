package io.orgplane.byok.aws;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orgplane.byok.AwsTestResource;
import io.orgplane.sandbox.aws.AwsStandIn;
import io.orgplane.sandbox.aws.AwsStandInConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;

/** The stand-in with this package's adapters pointed at it, without the application. */
final class PretendedAws implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final AwsStandIn standIn =
      AwsStandIn.start(
          vertx,
          new AwsStandInConfig(
              "localhost",
              0,
              "us-east-1",
              AwsTestResource.PLATFORM_KEY,
              AwsTestResource.PLATFORM_SECRET,
              Clock.systemUTC()));

  final AwsConfig config = new TestAwsConfig(endpoint(), Optional.of("alias/orgplane-byok"));
  final AwsClients clients = new AwsClients(config);
  final AwsCalls calls = new AwsCalls(new SimpleMeterRegistry());

  URI endpoint() {
    return URI.create("http://localhost:" + standIn.port());
  }

  void put(String state) {
    send("PUT", "/sandbox/aws", state);
  }

  void fault(String fault) {
    send("POST", "/sandbox/faults", fault);
  }

  String state() {
    return send("GET", "/sandbox/aws", "");
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.onStop(new ShutdownEvent());
    standIn.close();
    vertx.close();
  }
}
