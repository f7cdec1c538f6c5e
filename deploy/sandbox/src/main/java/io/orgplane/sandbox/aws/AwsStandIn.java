package io.orgplane.sandbox.aws;

import io.orgplane.sandbox.aws.bedrock.BedrockService;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.kms.KmsService;
import io.orgplane.sandbox.aws.service.Faults;
import io.orgplane.sandbox.aws.signature.Authentication;
import io.orgplane.sandbox.aws.state.StateRoutes;
import io.orgplane.sandbox.aws.sts.StsService;
import io.orgplane.sandbox.http.Problems;
import io.orgplane.sandbox.http.Started;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Map;

/** AWS on one port. Point the SDK's {@code endpointOverride} of each client at it. */
public final class AwsStandIn implements AutoCloseable {
  private final HttpServer server;

  private AwsStandIn(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens when it returns.
   *
   * @throws IllegalStateException when the port is taken
   */
  public static AwsStandIn start(Vertx vertx, AwsStandInConfig config) {
    var clock = config.clock();
    var directory =
        new Directory(
            clock,
            PlatformAccount.withKey(
                config.platformAccessKeyId(), config.platformSecretAccessKey()));
    var authorizer = new Authorizer(directory);
    var kms = new KmsService(authorizer, clock);
    kms.seed(PlatformAccount.ID, config.region(), PlatformAccount.KMS_ALIAS);
    var bedrock = new BedrockService(directory, authorizer);
    var sts = new StsService(directory, authorizer);
    var faults = new Faults();
    var front =
        new Front(
            Map.of("sts", sts, "kms", kms, "bedrock", bedrock),
            new Authentication(directory, clock),
            faults);
    var router = Router.router(vertx);
    Problems.answerFor(router);
    new StateRoutes(directory, faults, bedrock.invocations(), clock).mount(router);
    router.route().handler(new FrontHandler(vertx, front, clock));
    var options = new HttpServerOptions().setHandle100ContinueAutomatically(true);
    var server = vertx.createHttpServer(options).requestHandler(router);
    Started.await("AWS stand-in", server.listen(config.port(), config.host()));
    return new AwsStandIn(server);
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    Started.await("AWS stand-in", server.close());
  }
}
