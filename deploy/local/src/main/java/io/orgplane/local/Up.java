package io.orgplane.local;

import io.orgplane.local.story.FirstWeeks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What {@code deploy/up} runs; {@code help.txt} beside it tells of its flags and exit codes. */
public final class Up {
  private static final int STARTED_AND_STOPPED = 0;
  private static final int DID_NOT_START = 1;
  private static final int STORY_DIFFERED = 2;

  private static final Logger ROOT = Logger.getLogger("");

  private final Terminal terminal = new Terminal();
  private volatile boolean stopping;

  private Up() {}

  public static void main(String[] words) {
    ROOT.setLevel(Level.WARNING);
    System.exit(new Up().run(Arrays.asList(words)));
  }

  private int run(List<String> words) {
    try {
      Arguments arguments = Arguments.read(words, System.getenv());
      if (arguments.help()) {
        terminal.line(help());
        return STARTED_AND_STOPPED;
      }
      return run(arguments);
    } catch (StackFailure e) {
      if (stopping) {
        waitForTheEnd();
      }
      System.err.printf("%n%s%n", e.getMessage());
      return DID_NOT_START;
    }
  }

  private int run(Arguments arguments) {
    terminal.line("Orgplane starts on this machine.%n".formatted());
    long begun = System.nanoTime();
    LocalStackConfig config =
        LocalStackConfig.usual().ports(arguments.ports()).data(arguments.data());
    LocalStack stack = LocalStack.prepare(config, terminal);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "orgplane-stop"));
    stack.start();
    terminal.memory(stack.parts());
    terminal.addresses(stack.addresses(), stack.data());
    terminal.line("%nready after %s".formatted(Terminal.seconds(since(begun))));
    return live(arguments, stack);
  }

  /**
   * A story that differed ends the stack as well, so that whoever called learns of it by the exit
   * code.
   */
  private int live(Arguments arguments, LocalStack stack) {
    if (arguments.story() && !play(stack)) {
      stack.closeButKeepLogs();
      terminal.line("%nThe logs are kept in %s".formatted(stack.data()));
      return STORY_DIFFERED;
    }
    if (!arguments.storyOnly()) {
      terminal.line("%nCtrl-C stops everything.".formatted());
      waitForTheEnd();
    }
    return STARTED_AND_STOPPED;
  }

  private boolean play(LocalStack stack) {
    long begun = System.nanoTime();
    Verdict verdict = new FirstWeeks().play(stack.addresses(), terminal);
    terminal.verdict(verdict, since(begun));
    return verdict.asItShouldBe();
  }

  /** Runs when the process is asked to end, at whatever moment. */
  private void stop(LocalStack stack) {
    if (stack.closed()) {
      return;
    }
    stopping = true;
    long begun = System.nanoTime();
    stack.close();
    terminal.line("%nstopped in %s".formatted(Terminal.seconds(since(begun))));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String help() {
    try (InputStream page = Up.class.getResourceAsStream("help.txt")) {
      return page == null
          ? ""
          : new String(page.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new StackFailure("help.txt cannot be read", e);
    }
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
