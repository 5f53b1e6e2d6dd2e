/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Events;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One statement of one operation that fails in one way. Immutable. */
record FaultCase(
    FaultedOperation operation,
    Recording recording,
    int number,
    CqlProxy.Failing failing,
    Sequel sequel) {
  /** What happens after the statement has failed. */
  enum Sequel {
    /** Nothing else fails. */
    NOTHING,
    /** The next conditional write fails as well. */
    NEXT_FAILS,
    /** The next conditional write fails as well, and the thread is interrupted. */
    NEXT_FAILS_INTERRUPTED
  }

  /**
   * An operation as it is when nothing fails.
   *
   * @param statements what it sends
   * @param result what it returns
   * @param before what can be seen before it
   * @param after what can be seen after it
   */
  record Recording(
      List<String> statements,
      String result,
      Map<String, String> before,
      Map<String, String> after) {
    static Recording of(FaultedOperation operation, FaultWorld world) {
      FaultScene scene = new FaultScene(world);
      operation.prepare(scene);
      Map<String, String> before = scene.look();
      world.gate().reset();
      String result = scene.text(operation.act(scene, world.victim()));
      world.awaitVictim();
      List<String> statements = world.gate().texts();
      return new Recording(statements, result, before, scene.look());
    }

    /** Returns the number of the statement that writes the row. */
    int rowWrite() {
      for (int i = 0; i < statements.size(); i++) {
        if (CqlRequest.isRowWrite(statements.get(i))) {
          return i;
        }
      }
      throw new AssertionError("no row is written by " + statements);
    }
  }

  String text() {
    return recording.statements.get(number);
  }

  String name() {
    return String.format(
        "%d of %d: %s, %s%s: %s",
        number + 1,
        recording.statements.size(),
        failing.failure(),
        failing.effect(),
        sequel == Sequel.NOTHING ? "" : ", " + sequel,
        text());
  }

  /** Runs it, and returns what the caller was told. */
  FaultOutcome run(FaultWorld world) {
    FaultScene scene = new FaultScene(world);
    operation.prepare(scene);
    Map<String, String> before = scene.look();
    assertThat(before).as("before").isEqualTo(recording.before);
    world.reader().poll();

    fail(world.gate());
    FaultOutcome outcome = FaultOutcome.of(() -> scene.text(operation.act(scene, world.victim())));
    boolean interrupted = Thread.interrupted();
    assertThat(interrupted && sequel != Sequel.NEXT_FAILS_INTERRUPTED).isFalse();
    try {
      require(scene, before, outcome);
    } finally {
      world.proxy().forget();
      if (outcome.isUnknown()) {
        world.replaceVictim();
      }
    }
    return outcome;
  }

  private void require(FaultScene scene, Map<String, String> before, FaultOutcome outcome) {
    FaultWorld world = scene.world();
    world.awaitVictim();
    requireSent(world.gate());

    Map<String, String> now = scene.look();
    requireTold(outcome, now);
    requireSettled(outcome);
    requireAnnounced(world, scene.changed(before, now));
    assertThat(world.proxy().land() > 0)
        .as("something was late")
        .isEqualTo(failing.effect() == CqlFailure.Effect.LATE);
    Map<String, String> later = scene.look();
    if (outcome.isUnknown()) {
      requireTold(outcome, later);
    } else {
      assertThat(later).as("what can be seen does not change any more").isEqualTo(now);
    }
    requireGoingOn(scene, outcome);
    if (failing.failure() == CqlFailure.WRITE_TIMEOUT) {
      requireOneOwner(scene);
    }
  }

  private void fail(FaultGate gate) {
    Thread caller = Thread.currentThread();
    gate.reset();
    gate.fail(number, failing);
    switch (sequel) {
      case NOTHING -> {}
      case NEXT_FAILS -> gate.failNext(failing, () -> {});
      case NEXT_FAILS_INTERRUPTED -> gate.failNext(failing, caller::interrupt);
    }
  }

  private void requireSent(FaultGate gate) {
    List<String> sent = gate.texts();
    assertThat(gate.isDone()).as("it failed; sent was %s", sent).isTrue();
    assertThat(sent.subList(0, number + 1))
        .as("the statements up to the one that failed")
        .isEqualTo(recording.statements.subList(0, number + 1));
    assertThat(gate.resent()).as("conditional writes that were sent again").isEmpty();
  }

  private void requireTold(FaultOutcome outcome, Map<String, String> now) {
    if (outcome.fault() == null) {
      assertThat(outcome.result()).isEqualTo(recording.result);
      assertThat(now).as("what it returned can be seen").isEqualTo(recording.after);
      return;
    }
    assertThat(outcome.fault().getCause()).as("the driver's own").isNotNull();
    assertThat(outcome.fault().message()).isNotBlank();
    if (operation.isStepwise()) {
      return;
    }
    if (outcome.isNothing()) {
      assertThat(outcome.fault().isRetryable()).isTrue();
      assertThat(now).as("nothing was written").isEqualTo(recording.before);
    } else {
      assertThat(now).as("wholly or not at all").isIn(recording.before, recording.after);
    }
  }

  /** Where nothing else fails, a conditional write whose outcome is unknown is settled. */
  private void requireSettled(FaultOutcome outcome) {
    if (sequel == Sequel.NOTHING
        && CqlRequest.isConditional(text())
        && !operation.isStepwise()
        && failing.failure() != CqlFailure.LOST) {
      assertThat(outcome.fault()).as("what the caller hears").isNull();
    }
  }

  /** Whoever follows changes has heard of each, or that it is in doubt. */
  private static void requireAnnounced(FaultWorld world, List<Key> changed) {
    Events events = world.reader().poll();
    assertThat(events.isGap()).isFalse();
    Set<Key> heard = new HashSet<>();
    for (Event event : events.list()) {
      heard.add(event.key());
    }
    for (Event event : events.inDoubt()) {
      heard.add(event.key());
    }
    assertThat(heard).containsAll(changed);
  }

  /** The same once more, on another node, comes to where it would have come at once. */
  private void requireGoingOn(FaultScene scene, FaultOutcome outcome) {
    boolean wasDone = scene.look().equals(recording.after);
    try {
      String again = scene.text(operation.act(scene, scene.world().witness()));
      if (outcome.isNothing()) {
        assertThat(again).isEqualTo(recording.result);
      }
    } catch (DaoException.Duplicate | DaoException.NotFound e) {
      assertThat(wasDone && !outcome.isNothing()).as("it was done: %s", e.message()).isTrue();
    }
    assertThat(scene.look()).as("after it was done again").isEqualTo(recording.after);
  }

  /** A value that a row has is refused to others, one that none has is not. */
  private static void requireOneOwner(FaultScene scene) {
    for (FaultScene.Held held : scene.held()) {
      Dao<Entity> dao = scene.world().witness().db().dao(held.schema());
      boolean isHeld = dao.select(Key.by(held.field(), held.value())).isPresent();
      try {
        UUID id = UUID.randomUUID();
        dao.insert(Values.of("id", id).and(held.field(), held.value()));
        assertThat(isHeld).as("two rows have the %s %s", held.field(), held.value()).isFalse();
        assertThat(dao.delete(id)).isTrue();
      } catch (DaoException.Duplicate e) {
        assertThat(isHeld).as("nobody has the %s %s", held.field(), held.value()).isTrue();
      }
    }
  }
}
