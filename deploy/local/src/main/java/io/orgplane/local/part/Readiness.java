package io.orgplane.local.part;

import io.orgplane.local.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a page until it answers 200: neither a process nor an open port means that anything is
 * served.
 */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(75);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Gives up when the process has ended, or after a time in which even a slow machine has started
   * it.
   */
  void await(String part, URI page, ChildProcess process) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(page)) {
      if (!process.alive()) {
        throw failure(part + " ended while it started.", process);
      }
      if (System.nanoTime() > deadline) {
        throw failure(
            "%s was not ready after %d s: %s."
                .formatted(part, PATIENCE.toSeconds(), lastAnswer(page)),
            process);
      }
      pause();
    }
  }

  private boolean answers(URI page) {
    try {
      return get(page).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String lastAnswer(URI page) {
    try {
      HttpResponse<String> answer = get(page);
      return "%s answers %d %s".formatted(page, answer.statusCode(), answer.body());
    } catch (IOException e) {
      return page + " does not answer";
    }
  }

  private HttpResponse<String> get(URI page) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static StackFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StackFailure("interrupted while starting", e);
  }

  private static StackFailure failure(String message, ChildProcess process) {
    LogFile log = process.log();
    return new StackFailure(
        "%s Its last lines:%n%s%nThe whole log: %s".formatted(message, log.tail(15), log.path()));
  }
}
