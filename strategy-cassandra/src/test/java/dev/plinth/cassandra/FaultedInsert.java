/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.cassandra.FaultWorld.CHILDREN;
import static dev.plinth.cassandra.FaultWorld.EXPIRING;
import static dev.plinth.cassandra.FaultWorld.PARENTS;
import static dev.plinth.cassandra.FaultWorld.PLAIN;

import dev.plinth.dao.Db;
import dev.plinth.schema.Values;

/** Inserts whose statements fail. */
enum FaultedInsert implements FaultedOperation {
  OF_A_PLAIN_ROW {
    @Override
    public void prepare(FaultScene scene) {
      scene.row(PLAIN, "row");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(PLAIN).insert(Values.of("id", scene.id("row")).and("count", 1L));
    }
  },

  WITH_UNIQUE_VALUES_AND_A_REFERENCE {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.parent(scene, "parent");
      FaultRows.watchChild(scene, "child");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(CHILDREN).insert(FaultRows.child(scene, "child", "parent"));
    }
  },

  WITH_EXPIRY {
    @Override
    public void prepare(FaultScene scene) {
      scene.row(EXPIRING, "row").owner(EXPIRING, "name", "name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.expiring(scene, "row", node.db());
    }
  },

  OVER_THE_CLAIM_OF_A_DEAD_WRITER {
    @Override
    public void prepare(FaultScene scene) {
      scene.row(PARENTS, "row").owner(PARENTS, "name", "name");
      scene.world().dies(CassandraStep.READY, db -> FaultRows.parent(scene, "dead", db));
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.parent(scene, "row", node.db());
    }
  },

  AGAIN_AFTER_A_DEAD_WRITER {
    @Override
    public void prepare(FaultScene scene) {
      scene.row(PARENTS, "row").owner(PARENTS, "name", "name");
      scene.world().dies(CassandraStep.READY, db -> FaultRows.parent(scene, "row", db));
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.parent(scene, "row", node.db());
    }
  },

  OVER_AN_EXPIRED_ROW {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.expiring(scene, "row", scene.world().past().db());
      scene.row(EXPIRING, "row").owner(EXPIRING, "name", "name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.expiring(scene, "row", node.db());
    }
  },

  OF_THE_VALUE_OF_AN_EXPIRED_ROW {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.expiring(scene, "old", scene.world().past().db());
      scene.row(EXPIRING, "old").row(EXPIRING, "row").owner(EXPIRING, "name", "name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.expiring(scene, "row", node.db());
    }
  },

  THAT_IS_REFUSED_FOR_A_VALUE {
    @Override
    public void prepare(FaultScene scene) {
      Db db = scene.world().witness().db();
      db.dao(CHILDREN)
          .insert(Values.of("id", scene.id("holder")).and("name", scene.value("child name")));
      FaultRows.watchChild(scene, "child");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.refused(
          () -> node.db().dao(CHILDREN).insert(FaultRows.child(scene, "child", null)));
    }
  },

  THAT_IS_REFUSED_FOR_A_REFERENCE {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.watchChild(scene, "child");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.refused(
          () -> node.db().dao(CHILDREN).insert(FaultRows.child(scene, "child", "nobody")));
    }
  },

  WHOSE_PARENT_GOES {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.parent(scene, "parent");
      FaultRows.watchChild(scene, "child");
    }

    @Override
    public boolean isLeftToTheSweeper() {
      return true;
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.whileParentGoes(
          scene, () -> node.db().dao(CHILDREN).insert(FaultRows.child(scene, "child", "parent")));
    }
  }
}
