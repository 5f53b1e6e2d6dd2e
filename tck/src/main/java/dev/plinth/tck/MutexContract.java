/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.spi.Mutex;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Locks that nodes hold for a time. */
public abstract non-sealed class MutexContract extends Contract {
  private static final Duration LONG = Duration.ofSeconds(100);
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** For authors to extend. */
  protected MutexContract() {}

  private Optional<Mutex.Lease> take(String name, Duration duration) {
    return strategy().mutex().tryAcquire(name, "the kit", duration);
  }

  /** Waits until a lock can be taken, and returns it. */
  private Mutex.Lease await(String name) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      Optional<Mutex.Lease> lease = take(name, LONG);
      if (lease.isPresent()) {
        return lease.get();
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("a lock taken for " + SHORT + " is held after half a minute");
  }

  @Test
  @Rule("MUTEX-01")
  protected final void lock_held_isRefusedToOthers() {
    String name = unique("lock");
    assertThat(take(name, LONG)).isPresent();
    assertThat(take(name, LONG)).isEmpty();
  }

  @Test
  @Rule("MUTEX-02")
  protected final void lock_givenBack_canBeTaken() {
    String name = unique("lock");
    take(name, LONG).orElseThrow().close();
    assertThat(take(name, LONG)).isPresent();
  }

  @Test
  @Rule("MUTEX-03")
  protected final void locks_ofOtherNames_areFree() {
    assertThat(take(unique("lock"), LONG)).isPresent();
    assertThat(take(unique("lock"), LONG)).isPresent();
  }

  @Test
  @Rule("MUTEX-04")
  protected final void lock_takenByManyAtOnce_isHeldByOne() {
    String name = unique("lock");
    assertThat(Race.run(6, () -> take(name, LONG).isPresent())).containsOnlyOnce(true);
  }

  @Test
  @Rule("MUTEX-05")
  protected final void lock_whoseTimeIsOver_isTakenOverAndLostForGood() {
    String name = unique("lock");
    Mutex.Lease lost = take(name, SHORT).orElseThrow();
    Mutex.Lease held = await(name);
    assertThat(lost.renew(LONG)).as("renewing a lock that another holds").isFalse();
    lost.close();
    assertThat(take(name, LONG)).as("a lock that the one who lost it closed").isEmpty();
    assertThat(held.renew(LONG)).isTrue();
  }

  @Test
  @Rule("MUTEX-06")
  protected final void lock_renewed_isHeldOn() throws InterruptedException {
    String name = unique("lock");
    Mutex.Lease lease = take(name, SHORT).orElseThrow();
    assertThat(lease.renew(LONG)).isTrue();
    Thread.sleep(SHORT.toMillis() + 100);
    assertThat(take(name, LONG)).isEmpty();
  }

  @Test
  @Rule("MUTEX-07")
  protected final void lock_closedTwice_leavesTheNextAlone() {
    String name = unique("lock");
    Mutex.Lease first = take(name, LONG).orElseThrow();
    first.close();
    assertThat(take(name, LONG)).isPresent();
    first.close();
    assertThat(take(name, LONG)).isEmpty();
  }

  @Test
  @Rule("MUTEX-08")
  protected final void lock_keepsOthersOutOneAtATime() {
    String name = unique("lock");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Race.run(
        3,
        () -> {
          try (Mutex.Lease lease = await(name)) {
            assertThat(lease).isNotNull();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.sleep(20);
            inside.decrementAndGet();
          }
          return true;
        });
    assertThat(most).hasValue(1);
  }
}
