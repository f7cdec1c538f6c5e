package io.orgplane.sandbox.aws.state;

import io.orgplane.sandbox.aws.bedrock.Invocations;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.iam.Identities;
import io.orgplane.sandbox.aws.service.Fault;
import io.orgplane.sandbox.aws.service.Faults;
import io.orgplane.sandbox.http.Answers;
import io.orgplane.sandbox.http.StrictJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * {@code PUT} and {@code GET /sandbox/aws} ({@link StateDocument}), {@code POST} and {@code DELETE
 * /sandbox/faults} ({@link Fault}).
 */
public final class StateRoutes {
  private static final int LARGEST_BODY = 4 << 20;

  private final Directory directory;
  private final Identities initial;
  private final Faults faults;
  private final Invocations invocations;
  private final Clock clock;

  public StateRoutes(Directory directory, Faults faults, Invocations invocations, Clock clock) {
    this.directory = directory;
    this.initial = directory.identities();
    this.faults = faults;
    this.invocations = invocations;
    this.clock = clock;
  }

  /**
   * The state that a document makes out of nothing: how the platform's own account is described.
   */
  public static Identities fromNothing(String document) {
    var parsed = StrictJson.read(document.getBytes(StandardCharsets.UTF_8), StateDocument.class);
    return StateChange.apply(parsed, Identities.none());
  }

  public void mount(Router router) {
    router.route("/sandbox/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.get("/sandbox/aws").handler(this::show);
    router.put("/sandbox/aws").handler(this::put);
    router.post("/sandbox/faults").handler(this::lay);
    router.delete("/sandbox/faults").handler(this::clear);
  }

  private void show(RoutingContext context) {
    Answers.json(
        context,
        StateView.of(
            directory.identities(), directory.sessions(), invocations.counts(), clock.instant()));
  }

  private void put(RoutingContext context) {
    var document = Answers.body(context, StateDocument.class);
    directory.change(
        present ->
            StateChange.apply(
                document, document.mode() == StateDocument.Mode.REPLACE ? initial : present));
    show(context);
  }

  private void lay(RoutingContext context) {
    faults.lay(Answers.body(context, Fault.class));
    Answers.noContent(context);
  }

  private void clear(RoutingContext context) {
    faults.clear();
    Answers.noContent(context);
  }
}
