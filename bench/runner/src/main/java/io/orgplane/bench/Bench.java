package io.orgplane.bench;

import io.orgplane.bench.access.AccessRate;
import io.orgplane.bench.burst.BurstOfActivations;
import io.orgplane.bench.byok.VendingRate;
import io.orgplane.bench.credits.DebitRate;
import io.orgplane.bench.credits.IntakeRate;
import io.orgplane.bench.credits.Trends;
import io.orgplane.bench.envelope.EnvelopeCost;
import io.orgplane.bench.latency.CommitToEffect;
import io.orgplane.bench.latency.InviteToEffect;
import io.orgplane.bench.latency.RevocationToDenial;
import io.orgplane.bench.lists.PagesOfLists;
import io.orgplane.bench.outbox.OutboxCost;
import io.orgplane.bench.report.Section;
import io.orgplane.bench.start.StartOfSuite;
import io.orgplane.local.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the benchmarks that are named, or all of them, and leaves the results in a file. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Repository repository = Repository.find();
    Path folder = Files.createDirectories(repository.root().resolve("bench/target"));
    List<Benchmark> all =
        List.of(
            new StartOfSuite(),
            new CommitToEffect(folder),
            new OutboxCost(repository, folder),
            new AccessRate(),
            new RevocationToDenial(),
            new InviteToEffect(),
            new PagesOfLists(),
            new VendingRate(),
            new EnvelopeCost(folder),
            new DebitRate(folder),
            new IntakeRate(),
            new Trends(),
            new BurstOfActivations());
    StringBuilder results = new StringBuilder(Machine.describe()).append('\n');
    System.out.println(results);
    for (Benchmark benchmark : chosen(all, arguments)) {
      Section found = benchmark.run();
      System.out.println(found);
      results.append(found).append('\n');
    }
    write(folder.resolve("results.md"), results.toString());
    // Kafka leaves threads behind that are no daemons.
    System.exit(0);
  }

  private static List<Benchmark> chosen(List<Benchmark> all, String[] names) {
    Set<String> wanted = new TreeSet<>(Arrays.asList(names));
    Set<String> known = all.stream().map(Benchmark::name).collect(Collectors.toSet());
    if (!known.containsAll(wanted)) {
      throw new IllegalArgumentException("there are " + known + ", not all of " + wanted);
    }
    return all.stream()
        .filter(benchmark -> wanted.isEmpty() || wanted.contains(benchmark.name()))
        .toList();
  }

  private static void write(Path file, String results) throws IOException {
    Files.writeString(file, results);
    System.out.println("Written to " + file);
  }
}
