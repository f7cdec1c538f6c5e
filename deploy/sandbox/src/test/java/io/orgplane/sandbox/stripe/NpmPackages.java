package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * What {@code stripe-types/package.json} names, installed below {@code target}: Stripe's types and
 * its command line. Where npm cannot give them the tests that need them are skipped, and say so.
 */
final class NpmPackages {
  private static final Path SOURCE = Path.of("stripe-types");
  private static final Path INSTALLED = Path.of("target", "stripe-types").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** No npm, no network, or a registry that has not got them. */
  private static final Pattern OUT_OF_REACH =
      Pattern.compile(
          "Cannot run program|no end after|E40[134]|E5\\d\\d|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT"
              + "|ENETUNREACH|ERR_SOCKET|ETARGET");

  private NpmPackages() {}

  /** The folder with {@code node_modules} in it. */
  static synchronized Path installed() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Path done = INSTALLED.resolve("installed.json");
    Path wanted = SOURCE.resolve("package.json");
    if (!Files.exists(done) || Files.mismatch(wanted, done) != -1) {
      Files.copy(wanted, INSTALLED.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
      install();
      Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
    }
    return INSTALLED;
  }

  private static void install() throws IOException, InterruptedException {
    Ran npm =
        run(
            Map.of(),
            "npm",
            "install",
            "--ignore-scripts",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=1",
            "--loglevel=error");
    if (npm.code() != 0 && OUT_OF_REACH.matcher(npm.output()).find()) {
      Assumptions.abort("npm cannot give Stripe's packages here: " + npm.output());
    }
    assertThat(npm.code()).as(npm.output()).isZero();
  }

  /** What a command said, on both its outputs, and how it ended. */
  record Ran(int code, String output) {}

  /** Runs in the folder of the packages, with nothing of the user's own. */
  static Ran run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(INSTALLED, "output", ".txt");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Ran(-1, "no end after " + PATIENCE + ": " + Files.readString(output));
      }
      return new Ran(process.exitValue(), Files.readString(output));
    } catch (IOException missing) {
      return new Ran(-1, missing.toString());
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
