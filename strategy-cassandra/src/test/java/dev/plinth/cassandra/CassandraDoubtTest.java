/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Events;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process could not settle while its caller waited, it settles later: E8 and E9. */
class CassandraDoubtTest {
  private static final FaultedInsert INSERT = FaultedInsert.OF_A_PLAIN_ROW;

  /** An insert of which nobody knows whether it was made; returns its key. */
  private static Key doubtful(FaultWorld world, CqlFailure.Effect effect) {
    FaultCase.Recording recording = FaultCase.Recording.of(INSERT, world);
    FaultScene scene = new FaultScene(world);
    Thread caller = Thread.currentThread();
    world.gate().reset();
    world.gate().fail(recording.rowWrite(), new CqlProxy.Failing(CqlFailure.WRITE_TIMEOUT, effect));
    world
        .gate()
        .failNext(
            new CqlProxy.Failing(CqlFailure.WRITE_TIMEOUT, CqlFailure.Effect.NONE),
            caller::interrupt);
    FaultOutcome outcome = FaultOutcome.of(() -> scene.text(INSERT.act(scene, world.victim())));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.isUnknown()).isTrue();
    return scene.key("row");
  }

  private static List<Key> keys(List<Event> events) {
    List<Key> keys = new ArrayList<>();
    for (Event event : events) {
      keys.add(event.key());
    }
    return keys;
  }

  private static boolean isFenced(FaultWorld world, Key... keys) {
    return Arrays.stream(keys).allMatch(key -> world.witness().isFenced(FaultWorld.PLAIN, key));
  }

  @Test
  void insertOfUnknownOutcome_isSettledWithTheNextSignOfLife() {
    try (FaultWorld world = new FaultWorld()) {
      Key done = doubtful(world, CqlFailure.Effect.DONE);
      Key late = doubtful(world, CqlFailure.Effect.LATE);
      Events events = world.reader().poll();
      assertThat(keys(events.inDoubt())).contains(done, late);
      await().atMost(Duration.ofSeconds(30)).until(() -> isFenced(world, done, late));
      assertThat(world.proxy().land()).isEqualTo(1);
      assertThat(world.witness().db().dao(FaultWorld.PLAIN).select(late)).isEmpty();
      assertThat(world.witness().db().dao(FaultWorld.PLAIN).select(done)).isPresent();
    }
  }
}
