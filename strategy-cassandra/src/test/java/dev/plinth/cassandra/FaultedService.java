/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.cassandra.FaultWorld.CASCADED;
import static dev.plinth.cassandra.FaultWorld.EXPIRING;
import static dev.plinth.cassandra.FaultWorld.NULLED;
import static dev.plinth.cassandra.FaultWorld.PARENTS;
import static dev.plinth.cassandra.FaultWorld.PLAIN;

import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Finding;
import dev.plinth.schema.Values;
import java.util.List;

/** What is done for others, and fails. What it sends depends on what there is: these go first. */
enum FaultedService implements FaultedOperation {
  POLL {
    @Override
    public void prepare(FaultScene scene) {
      scene.follow();
      scene.world().witness().db().dao(PLAIN).insert(Values.of("id", scene.id("row")));
      scene.world().awaitEvent(scene.key("row"));
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Events events = scene.followed().poll();
      boolean heard =
          events.isGap()
              || events.list().stream().anyMatch(event -> scene.key("row").equals(event.key()));
      return heard ? "heard" : "not heard";
    }
  },

  DOCTOR {
    @Override
    public void prepare(FaultScene scene) {
      scene.world().dies(CassandraStep.READY, db -> FaultRows.parent(scene, "dead", db));
      orphan(scene);
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      List<Finding> findings = node.findings();
      findings.removeIf(Finding::repair);
      return findings;
    }
  },

  SWEEP_OF_EXPIRED_ROWS {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.expiring(scene, "row", scene.world().past().db());
      scene.owner(EXPIRING, "name", "name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      node.sweep(EXPIRING);
      return "swept";
    }
  },

  SWEEP_OF_ROWS_THAT_CASCADE {
    @Override
    public void prepare(FaultScene scene) {
      scene.world().witness().sweep();
      orphan(scene);
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      node.sweep(PARENTS);
      return "swept";
    }
  },

  SWEEP_OF_ROWS_THAT_LOSE_THEIR_REFERENCE {
    @Override
    public void prepare(FaultScene scene) {
      scene.world().witness().sweep();
      FaultRows.parent(scene, "parent");
      Values values = Values.of("id", scene.id("nulled")).and("parent", scene.key("parent"));
      Db db = scene.world().witness().db();
      scene
          .world()
          .diesWritten(
              mortal -> mortal.dao(NULLED).insert(values),
              () -> db.dao(PARENTS).delete(scene.key("parent")));
      scene.row(NULLED, "nulled");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      node.sweep(PARENTS);
      return "swept";
    }
  };

  @Override
  public boolean isStepwise() {
    return true;
  }

  /** Leaves a row that refers to one that has gone, with the note about that. */
  private static void orphan(FaultScene scene) {
    FaultRows.parent(scene, "parent");
    Values values =
        Values.of("id", scene.id("orphan"))
            .and("name", scene.value("orphan name"))
            .and("parent", scene.key("parent"));
    Db db = scene.world().witness().db();
    scene
        .world()
        .diesWritten(
            mortal -> mortal.dao(CASCADED).insert(values),
            () -> db.dao(PARENTS).delete(scene.key("parent")));
    scene.row(CASCADED, "orphan").owner(CASCADED, "name", "orphan name");
  }
}
