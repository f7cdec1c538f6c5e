package io.orgplane.sandbox.http;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a Vert.x start or stop from an ordinary thread, and says by name what failed. */
public final class Started {
  private static final int PATIENCE_SECONDS = 20;

  private Started() {}

  /**
   * The value of {@code starting}.
   *
   * @throws IllegalStateException naming {@code what}, for instance because its port is taken
   */
  public static <T> T await(String what, Future<T> starting) {
    try {
      return starting
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      var cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalStateException(what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException late) {
      throw new IllegalStateException(what + ": not done in " + PATIENCE_SECONDS + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted", interrupted);
    }
  }
}
