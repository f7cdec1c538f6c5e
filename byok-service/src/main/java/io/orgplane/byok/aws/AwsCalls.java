package io.orgplane.byok.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Every call to AWS passes here. The SDK completes its futures on threads of its own; whoever
 * called goes on where they were, because a database connection and the request belong to that
 * context.
 */
@ApplicationScoped
class AwsCalls {

  private static final Executor HERE = Runnable::run;

  private final MeterRegistry registry;

  AwsCalls(MeterRegistry registry) {
    this.registry = registry;
  }

  <T> Uni<T> call(String service, String operation, Supplier<CompletableFuture<T>> call) {
    return Uni.createFrom()
        .deferred(() -> Uni.createFrom().completionStage(call).emitOn(callersContext()))
        .onFailure()
        .transform(AwsFailures::classified)
        .onItem()
        .invoke(answer -> count(service, operation, "ok"))
        .onFailure(CloudFailure.class)
        .invoke(failure -> count(service, operation, outcome(failure)));
  }

  private static Executor callersContext() {
    Context context = Vertx.currentContext();
    return context == null ? HERE : command -> context.runOnContext(resumed -> command.run());
  }

  private static String outcome(Throwable failure) {
    return failure instanceof CloudFailure known ? known.failureClass().toString() : "error";
  }

  private void count(String service, String operation, String outcome) {
    registry
        .counter(
            "orgplane.byok.aws.calls",
            "service",
            service,
            "operation",
            operation,
            "outcome",
            outcome)
        .increment();
  }
}
