/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The end of an instance: what is asked of it afterwards is refused at once, and nothing stays. */
public abstract non-sealed class CloseContract extends Contract {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** For authors to extend. */
  protected CloseContract() {}

  private Db closed() {
    Db db = Db.on(backend().another()).schemas(KitSchemas.all()).open();
    db.createTables();
    db.dao(KitSchemas.PLAIN).insert(Values.of("name", unique("close")));
    db.close();
    return db;
  }

  private static void refusedAtOnce(ThrowingCallable call) {
    DaoException.Fault refusal =
        Assertions.assertTimeoutPreemptively(
            AT_ONCE, () -> refused(DaoException.Fault.class, call));
    assertThat(refusal.isRetryable()).as("trying again helps").isFalse();
    assertThat(refusal.isOutcomeKnown()).as("nothing was written for certain").isTrue();
  }

  @Test
  @Rule("CLOSE-01")
  protected final void close_again_isFine() {
    Db db = closed();
    db.close();
    assertThat(strategy().check().isUp()).isTrue();
  }

  @Test
  @Rule("CLOSE-02")
  protected final void close_beforeAnyUse_isFine() {
    Strategy another = backend().another();
    another.close();
    assertThat(another.check().isUp()).isFalse();
  }

  @Test
  @Rule("CLOSE-03")
  protected final void check_afterwards_isDown() {
    Db db = closed();
    assertThat(db.check().isUp()).isFalse();
  }

  @Test
  @Rule("CLOSE-04")
  protected final void reads_afterwards_areRefusedAtOnce() {
    Dao<Entity> plain = closed().dao(KitSchemas.PLAIN);
    refusedAtOnce(() -> plain.select(UUID.randomUUID()));
    refusedAtOnce(() -> plain.page(Query.all()));
    refusedAtOnce(() -> plain.selectAll(List.of(Key.of(UUID.randomUUID()))));
  }

  @Test
  @Rule("CLOSE-05")
  protected final void writes_afterwards_areRefusedAtOnce() {
    Dao<Entity> plain = closed().dao(KitSchemas.PLAIN);
    Key key = Key.of(UUID.randomUUID());
    refusedAtOnce(() -> plain.insert(Values.of("name", unique("close"))));
    refusedAtOnce(() -> plain.update(key, Values.of("name", unique("close"))));
    refusedAtOnce(() -> plain.upsert(key, Values.of("name", unique("close"))));
    refusedAtOnce(() -> plain.delete(key));
  }

  @Test
  @Rule("CLOSE-06")
  protected final void otherInstances_goOn() {
    Entity owner = owner();
    closed();
    assertThat(owners().select(owner.key())).contains(owner);
  }

  @Test
  @Rule("CLOSE-07")
  protected final void threads_ofTheInstance_end() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    closed();
    Set<Thread> left = Set.of();
    for (int i = 0; i < 100; i++) {
      left =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.isAlive() && !before.contains(thread))
              .collect(Collectors.toSet());
      if (left.isEmpty()) {
        break;
      }
      Thread.sleep(50);
    }
    assertThat(left).as("threads that outlive the instance that started them").isEmpty();
  }
}
