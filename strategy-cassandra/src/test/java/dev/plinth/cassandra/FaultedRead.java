/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.cassandra.FaultWorld.CHILDREN;
import static dev.plinth.cassandra.FaultWorld.PAGED;
import static dev.plinth.cassandra.FaultWorld.PLAIN;

import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads whose statements fail. */
enum FaultedRead implements FaultedOperation {
  BY_KEY {
    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return scene.text(node.db().dao(CHILDREN).require(scene.key("child")));
    }
  },

  BY_A_UNIQUE_VALUE {
    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Key key = Key.by("name", scene.value("child name"));
      return scene.text(node.db().dao(CHILDREN).require(key));
    }
  },

  MANY_BY_KEY {
    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return texts(
          scene,
          node.db()
              .dao(CHILDREN)
              .selectAll(List.of(scene.key("child"), scene.key("nobody")))
              .values());
    }
  },

  MANY_BY_A_UNIQUE_VALUE {
    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      return texts(
          scene,
          node.db()
              .dao(CHILDREN)
              .selectAll(
                  List.of(
                      Key.by("name", scene.value("child name")),
                      Key.by("name", scene.value("nobody's name"))))
              .values());
    }
  },

  PAGES {
    @Override
    public void prepare(FaultScene scene) {
      for (String part : List.of("one", "other", "third", "fourth")) {
        scene.world().witness().db().dao(PAGED).insert(Values.of("id", scene.id(part)));
      }
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Page<Entity> first = node.db().dao(PAGED).page(Query.all().size(2));
      Page<Entity> second =
          node.db().dao(PAGED).page(Query.all().size(2).after(first.next().orElseThrow()));
      return first.items().size() + " and " + second.items().size();
    }
  },

  PAGE_OF_A_REFERENCE {
    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Query query = Query.where("parent", scene.key("parent"));
      return texts(scene, node.db().dao(CHILDREN).page(query).items());
    }
  },

  PAGE_OF_TAGS {
    @Override
    public void prepare(FaultScene scene) {
      for (String part : List.of("red", "blue")) {
        Values values =
            Values.of("id", scene.id(part)).and("tags", List.of(scene.id(part).toString()));
        scene.world().witness().db().dao(PLAIN).insert(values);
      }
    }

    @Override
    public Object act(FaultScene scene, FaultWorld.Node node) {
      Query query = Query.taggedAny(scene.id("red").toString(), scene.id("blue").toString());
      return texts(scene, node.db().dao(PLAIN).page(query).items());
    }
  };

  @Override
  public void prepare(FaultScene scene) {
    FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE.prepareDone(scene);
  }

  private static Set<String> texts(FaultScene scene, Collection<Entity> rows) {
    Set<String> texts = new TreeSet<>();
    rows.forEach(row -> texts.add(scene.text(row)));
    return texts;
  }
}
