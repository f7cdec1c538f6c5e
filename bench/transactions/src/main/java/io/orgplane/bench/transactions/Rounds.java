package io.orgplane.bench.transactions;

import io.orgplane.bench.transactions.Clients.Done;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Does the transaction with and without the outbox in turns, so that whatever else the machine does
 * meanwhile falls on both, and leaves a line a round: clients, outbox, transactions, seconds,
 * events still in the outbox at the end, milliseconds until it was empty.
 */
@QuarkusMain
class Rounds implements QuarkusApplication {

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Projects projects;
  private final RoundsConfig config;

  Rounds(Projects projects, RoundsConfig config) {
    this.projects = projects;
    this.config = config;
  }

  @Override
  public int run(String... arguments) throws Exception {
    Files.deleteIfExists(config.figures());
    List<OrganizationId> organizations =
        projects.organizations(config.organizations()).await().indefinitely();
    UserId user = new UserId("bench");
    Supplier<Uni<Void>> silent = () -> projects.add(any(organizations), user);
    Supplier<Uni<Void>> telling = () -> projects.addAndTell(any(organizations), user);
    warmUp(telling);
    for (int clients : config.clients()) {
      for (int pair = 0; pair < config.pairs(); pair++) {
        boolean tellingFirst = pair % 2 == 1;
        round(clients, tellingFirst, tellingFirst ? telling : silent);
        round(clients, !tellingFirst, tellingFirst ? silent : telling);
      }
    }
    return 0;
  }

  /** By the way that does everything which the other does, and at every number of clients. */
  private void warmUp(Supplier<Uni<Void>> telling) throws InterruptedException, ExecutionException {
    Duration each = config.warmUp().dividedBy(config.clients().size());
    for (int clients : config.clients()) {
      Clients.work(clients, each, telling);
    }
    awaitDrained();
  }

  private void round(int clients, boolean outbox, Supplier<Uni<Void>> transaction)
      throws InterruptedException, ExecutionException, IOException {
    Done done = Clients.work(clients, config.round(), transaction);
    long untold = projects.untold().await().indefinitely();
    Duration drain = awaitDrained();
    String line =
        String.format(
            Locale.ROOT,
            "%d,%s,%d,%.3f,%d,%d%n",
            clients,
            outbox ? "with" : "without",
            done.transactions(),
            done.in().toNanos() / 1e9,
            untold,
            drain.toMillis());
    Files.writeString(config.figures(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** So that what one round left to the relay is not paid for by the next. */
  private Duration awaitDrained() throws InterruptedException {
    long begun = System.nanoTime();
    while (projects.untold().await().indefinitely() > 0) {
      if (System.nanoTime() - begun > LONGEST_DRAIN.toNanos()) {
        throw new IllegalStateException("the relay does not keep up");
      }
      Thread.sleep(PAUSE);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static OrganizationId any(List<OrganizationId> organizations) {
    return organizations.get(ThreadLocalRandom.current().nextInt(organizations.size()));
  }
}
