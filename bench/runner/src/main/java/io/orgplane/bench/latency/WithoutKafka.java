package io.orgplane.bench.latency;

import io.orgplane.bench.report.Percentiles;
import io.orgplane.local.LocalStack;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Removals that no event can tell of: the copies become stale, and the services ask. Here the
 * denials are seen from outside, by the removed themselves.
 */
final class WithoutKafka {

  private static final List<String> PEOPLE = List.of("bob", "carol", "dave", "erin");
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

  Percentiles denialsIn(UUID organization) throws IOException, SQLException, InterruptedException {
    List<SignedIn> people = new ArrayList<>();
    for (String name : PEOPLE) {
      SignedIn person = SignedIn.as(name, stack.addresses());
      population.addOwner(organization, person.userId());
      people.add(person);
    }
    for (SignedIn person : people) {
      for (URI page : pages(organization)) {
        if (person.status(page) == NOT_FOUND) {
          throw new IllegalStateException(page + " is closed to an Owner");
        }
      }
    }
    stack.kafka().stop();
    try {
      return new Percentiles(denials(organization, people));
    } finally {
      stack.kafka().start();
    }
  }

  private List<Long> denials(UUID organization, List<SignedIn> people) {
    List<CompletableFuture<Long>> denials = new ArrayList<>();
    for (SignedIn person : people) {
      long unused = ann.remove(organization, person.userId()).join();
      long confirmed = System.nanoTime();
      for (URI page : pages(organization)) {
        denials.add(
            CompletableFuture.supplyAsync(
                () -> denied(person, page, confirmed), task -> Thread.ofVirtual().start(task)));
      }
    }
    return denials.stream().map(CompletableFuture::join).toList();
  }

  /** In microseconds after the confirmation. */
  private static long denied(SignedIn person, URI page, long confirmed) {
    try {
      while (person.status(page) != NOT_FOUND) {
        if (System.nanoTime() - confirmed > PATIENCE_NANOS) {
          throw new IllegalStateException(page + " does not deny");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return (System.nanoTime() - confirmed) / 1_000;
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
        stack.addresses().service(SuiteService.BYOK).resolve(path + "/byok/external-id"));
  }
}
