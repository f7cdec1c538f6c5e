package io.orgplane.bench.latency;

import io.orgplane.bench.report.Percentiles;
import io.orgplane.local.LocalStack;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Removals while Kafka is going away and after it has gone: no event tells of them, the copies
 * become stale, and the services ask. Here the denials are seen from outside, by the removed
 * themselves.
 */
final class WithoutKafka {

  private static final List<String> PEOPLE = List.of("bob", "carol", "dave", "erin");
  private static final int ROUNDS = 10;
  private static final long BETWEEN_REMOVALS_MILLIS = 400;
  private static final long POLL_MILLIS = 20;
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final int NOT_FOUND = 404;

  private final LocalStack stack;
  private final Population population;
  private final Ann ann;

  WithoutKafka(LocalStack stack, Population population, Ann ann) {
    this.stack = stack;
    this.population = population;
    this.ann = ann;
  }

  /**
   * One person at one page.
   *
   * @param before what they were answered until then, by status
   */
  record Denial(URI page, long micros, List<Integer> before) {}

  /** All that were seen. */
  record Denials(List<Denial> all) {

    Percentiles percentiles() {
      return new Percentiles(all.stream().map(Denial::micros).toList());
    }

    Denial slowest() {
      return all.stream().max(Comparator.comparingLong(Denial::micros)).orElseThrow();
    }
  }

  /** Of so many rounds, in each of which Kafka goes and comes back. */
  Denials denials() throws IOException, SQLException, InterruptedException {
    List<SignedIn> people = new ArrayList<>();
    for (String name : PEOPLE) {
      people.add(SignedIn.as(name, stack.addresses()));
    }
    List<Denial> all = new ArrayList<>();
    for (UUID organization : population.create(ann, ROUNDS)) {
      population.awaitCurrentCopies();
      letIn(organization, people);
      all.addAll(denials(organization, people));
    }
    return new Denials(all);
  }

  private void letIn(UUID organization, List<SignedIn> people)
      throws IOException, SQLException, InterruptedException {
    for (SignedIn person : people) {
      population.addOwner(organization, person.userId());
      for (URI page : pages(organization)) {
        if (person.status(page) == NOT_FOUND) {
          throw new IllegalStateException(page + " is closed to an Owner");
        }
      }
    }
  }

  private List<Denial> denials(UUID organization, List<SignedIn> people)
      throws InterruptedException {
    Thread stopping = Thread.ofPlatform().start(stack.kafka()::stop);
    try {
      List<CompletableFuture<Denial>> denials = new ArrayList<>();
      for (SignedIn person : people) {
        long unused = ann.remove(organization, person.userId()).join();
        long confirmed = System.nanoTime();
        for (URI page : pages(organization)) {
          denials.add(
              CompletableFuture.supplyAsync(
                  () -> denied(person, page, confirmed), task -> Thread.ofVirtual().start(task)));
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_REMOVALS_MILLIS);
      }
      return denials.stream().map(CompletableFuture::join).toList();
    } finally {
      stopping.join();
      stack.kafka().start();
    }
  }

  private static Denial denied(SignedIn person, URI page, long confirmed) {
    try {
      List<Integer> before = new ArrayList<>();
      int status = person.status(page);
      while (status != NOT_FOUND) {
        before.add(status);
        if (System.nanoTime() - confirmed > PATIENCE_NANOS) {
          throw new IllegalStateException(page + " does not deny");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        status = person.status(page);
      }
      return new Denial(page, (System.nanoTime() - confirmed) / 1_000, before);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<URI> pages(UUID organization) {
    String path = "/v1/organizations/" + organization;
    return List.of(
        stack.addresses().service(SuiteService.ORG).resolve(path),
        stack.addresses().service(SuiteService.BILLING).resolve(path + "/billing/subscription"),
        stack.addresses().service(SuiteService.BYOK).resolve(path + "/byok"));
  }
}
