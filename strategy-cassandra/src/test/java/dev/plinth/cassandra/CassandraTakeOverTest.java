/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.spi.Finding;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import org.junit.jupiter.api.Test;

/** What others do while a claim changes hands. */
class CassandraTakeOverTest {
  @Test
  void claimThatGoesBetweenTheFenceAndTheExchange_isTakenAnew() {
    try (FaultWorld world = new FaultWorld()) {
      FaultScene scene = new FaultScene(world);
      world.dies(CassandraStep.READY, db -> FaultRows.parent(scene, "dead", db));
      world.meanwhile(
          CassandraStep.OWNER_FENCED,
          () -> assertThat(world.witness().findings()).hasSize(1).allMatch(Finding::repair));
      Entity row = FaultRows.parent(scene, "row", world.victim().db());
      assertThat(
              world.witness().db().dao(FaultWorld.PARENTS).select(Key.by("name", row.get("name"))))
          .contains(row);
      assertThat(world.witness().findings()).isEmpty();
    }
  }
}
