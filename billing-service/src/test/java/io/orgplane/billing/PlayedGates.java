package io.orgplane.billing;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The gates of many organizations, which hear billing and come to it one after the other. */
final class PlayedGates implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private final Map<String, PlayedGate> gates = new ConcurrentHashMap<>();
  private final ReentrantReadWriteLock moving = new ReentrantReadWriteLock(true);
  private final Random random;
  private final Queue<String> violations;
  private final Thread worker;
  private volatile boolean closed;
  private volatile boolean prompt;

  PlayedGates(EventProbe events, Random random, Queue<String> violations) {
    this.random = random;
    this.violations = violations;
    events.follow(this::hear);
    worker = Thread.ofPlatform().daemon().name("gates").start(this::work);
  }

  void add(Acme acme, PlayedGate gate) {
    gates.put(acme.id, gate);
    acme.events.eventsOf(acme.id).stream().filter(PlayedGates::matters).forEach(gate::hears);
  }

  Collection<PlayedGate> all() {
    return gates.values();
  }

  /** From now on nothing waits. */
  void prompt(boolean wanted) {
    prompt = wanted;
  }

  /** Something that the gates must not move under. */
  void whileTheyStand(Runnable look) {
    moving.writeLock().lock();
    try {
      look.run();
    } finally {
      moving.writeLock().unlock();
    }
  }

  private void hear(RecordedEvent event) {
    PlayedGate gate = gates.get(event.organizationId());
    if (gate != null && matters(event)) {
      gate.hears(event);
    }
  }

  private static boolean matters(RecordedEvent event) {
    return event.type().equals("entitlements-changed")
        || event.type().equals("seat-cap-lowering-requested");
  }

  private void work() {
    try {
      while (!closed) {
        gates.values().forEach(this::letWork);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      violations.add("the gates came to a stop: " + e);
    }
  }

  private void letWork(PlayedGate gate) {
    moving.readLock().lock();
    try {
      if (prompt || random.nextInt(8) == 0) {
        gate.works(prompt ? Integer.MAX_VALUE : 1 + random.nextInt(2));
      }
    } finally {
      moving.readLock().unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
