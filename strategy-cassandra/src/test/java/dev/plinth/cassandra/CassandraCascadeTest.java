/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cascade that meets children which come while it goes on: R12 of the protocols. */
class CassandraCascadeTest {
  private static final Schema PARENTS =
      Schema.named("parents").primaryKey("id").field("id", uuid().auto()).build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("parent", foreign("parents").onDelete(OnDelete.CASCADE))
          .build();
  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final AtomicInteger TO_COME = new AtomicInteger();
  private static final Db OTHER = db(CassandraSteps.NONE);
  private static final Db DB = db(CassandraCascadeTest::reached);
  private static final List<Change> TOLD = new CopyOnWriteArrayList<>();
  private static Key parent = Key.of("none");

  private static Db db(CassandraSteps steps) {
    return Db.on(new CassandraStrategy(CONFIG, Clock.systemUTC(), steps))
        .schemas(PARENTS, CHILDREN)
        .sweepEvery(Duration.ZERO)
        .open();
  }

  /** Lets another process add a child each time that the parent is marked. */
  private static void reached(CassandraStep step) {
    if (step == CassandraStep.MARKED && TO_COME.getAndDecrement() > 0) {
      addChild();
    }
  }

  private static Entity addChild() {
    return OTHER.dao(CHILDREN).insert(Values.of("parent", parent));
  }

  @BeforeAll
  static void create() {
    DB.createTables();
    DB.changes().subscribe("children", TOLD::add);
  }

  @AfterEach
  void noneComeAnyMore() {
    TO_COME.set(0);
    TOLD.clear();
  }

  @AfterAll
  static void close() {
    OTHER.close();
    DB.close();
  }

  private static long children() {
    return OTHER.dao(CHILDREN).count(Query.where("parent", parent));
  }

  @Test
  void delete_childrenComeMeanwhile_removesThemAsWell() {
    Dao<Entity> parents = DB.dao(PARENTS);
    parent = parents.insert(Values.none()).key();
    addChild();
    TO_COME.set(2);
    assertThat(parents.delete(parent)).isTrue();
    assertThat(children()).isZero();
    assertThat(parents.select(parent)).isEmpty();
    assertThat(TOLD).hasSize(3).allMatch(change -> change.kind() == Change.Kind.DELETED);
  }

  @Test
  void delete_childrenKeepComing_givesUpAndTellsWhatIsGone() {
    Dao<Entity> parents = DB.dao(PARENTS);
    parent = parents.insert(Values.none()).key();
    TO_COME.set(Integer.MAX_VALUE);
    assertThatThrownBy(() -> parents.delete(parent)).isInstanceOf(DaoException.Referenced.class);
    assertThat(children()).isEqualTo(1);
    assertThat(parents.select(parent)).isPresent();
    assertThat(TOLD).hasSize(4);
  }
}
