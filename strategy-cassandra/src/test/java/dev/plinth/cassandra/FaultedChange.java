/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.cassandra.FaultWorld.CASCADED;
import static dev.plinth.cassandra.FaultWorld.CHILDREN;
import static dev.plinth.cassandra.FaultWorld.NULLED;
import static dev.plinth.cassandra.FaultWorld.PARENTS;
import static dev.plinth.cassandra.FaultWorld.PLAIN;

import dev.plinth.dao.Db;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;

/** Updates, upserts and deletes whose statements fail. */
enum FaultedChange implements FaultedOperation {
  UPDATE_PLAIN {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.OF_A_PLAIN_ROW.prepareDone(scene);
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(PLAIN).update(scene.key("row"), Values.of("count", 2L));
    }
  },

  UPDATE_OF_UNIQUE_VALUES {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
      scene.owner(CHILDREN, "name", "new name").owner(CHILDREN, "alias", "new alias");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db()
          .dao(CHILDREN)
          .update(
              scene.key("child"),
              Values.of("name", scene.value("new name")).and("alias", scene.value("new alias")));
    }
  },

  UPDATE_OF_A_REFERENCE {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
      FaultRows.parent(scene, "other");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db()
          .dao(CHILDREN)
          .update(scene.key("child"), Values.of("parent", scene.key("other")));
    }
  },

  UPDATE_WHOSE_PARENT_GOES {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.parent(scene, "first");
      scene.world().witness().db().dao(CHILDREN).insert(FaultRows.child(scene, "child", "first"));
      FaultRows.watchChild(scene, "child");
      scene.owner(CHILDREN, "name", "new name");
      FaultRows.parent(scene, "parent");
    }

    @Override
    public boolean isLeftToTheSweeper() {
      return true;
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Values changes =
          Values.of("name", scene.value("new name")).and("parent", scene.key("parent"));
      return FaultRows.whileParentGoes(
          scene, () -> node.db().dao(CHILDREN).update(scene.key("child"), changes));
    }
  },

  UPSERT_OF_A_NEW_ROW {
    @Override
    public void prepare(FaultScene scene) {
      scene.row(PARENTS, "row").owner(PARENTS, "name", "name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db()
          .dao(PARENTS)
          .upsert(scene.key("row"), Values.of("name", scene.value("name")));
    }
  },

  UPSERT_BY_A_UNIQUE_VALUE {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
      scene.owner(CHILDREN, "alias", "new alias");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db()
          .dao(CHILDREN)
          .upsert(
              Key.by("name", scene.value("child name")),
              Values.of("alias", scene.value("new alias")));
    }
  },

  DELETE_PLAIN {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.OF_A_PLAIN_ROW.prepareDone(scene);
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(PLAIN).delete(scene.key("row"));
    }
  },

  DELETE_WITH_UNIQUE_VALUES {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(CHILDREN).delete(scene.key("child"));
    }
  },

  DELETE_OF_A_PARENT_WITHOUT_CHILDREN {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.parent(scene, "parent");
      scene.row(PARENTS, "parent").owner(PARENTS, "name", "parent name");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(PARENTS).delete(scene.key("parent"));
    }
  },

  DELETE_THAT_IS_REFUSED {
    @Override
    public void prepare(FaultScene scene) {
      FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
      scene.row(PARENTS, "parent");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return FaultRows.refused(() -> node.db().dao(PARENTS).delete(scene.key("parent")));
    }
  },

  DELETE_OF_A_PARENT_WITH_CHILDREN {
    @Override
    public void prepare(FaultScene scene) {
      FaultRows.parent(scene, "parent");
      Db db = scene.world().witness().db();
      db.dao(CASCADED)
          .insert(
              Values.of("id", scene.id("cascaded"))
                  .and("name", scene.value("cascaded name"))
                  .and("parent", scene.key("parent")));
      db.dao(NULLED).insert(Values.of("id", scene.id("nulled")).and("parent", scene.key("parent")));
      scene.row(PARENTS, "parent").owner(PARENTS, "name", "parent name");
      scene.row(CASCADED, "cascaded").owner(CASCADED, "name", "cascaded name");
      scene.row(NULLED, "nulled");
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return node.db().dao(PARENTS).delete(scene.key("parent"));
    }

    @Override
    public boolean isStepwise() {
      return true;
    }
  }
}
