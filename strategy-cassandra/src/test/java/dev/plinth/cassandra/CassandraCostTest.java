/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The number of conditional writes of each operation, as the driver counts them. */
class CassandraCostTest {
  private static final Schema PARENTS =
      Schema.named("cost_parents")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("count", integer())
          .build();
  private static final Schema CHILDREN =
      Schema.named("cost_children")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .field("alias", string().unique())
          .field("count", integer())
          .field("parent", foreign("cost_parents"))
          .build();

  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final Db DB =
      Db.on(CassandraStrategy.of(CONFIG))
          .schemas(PARENTS, CHILDREN)
          .sweepEvery(Duration.ZERO)
          .open();
  private static final Dao<Entity> PARENT_DAO = DB.dao(PARENTS);
  private static final Dao<Entity> DAO = DB.dao(CHILDREN);

  @BeforeAll
  static void create() {
    DB.createTables();
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }

  private static long cost(Runnable work) {
    return Requests.conditional(DB, CONFIG, work);
  }

  private static Values both() {
    return Values.of("name", unique()).and("alias", unique());
  }

  @Test
  void insert_takesOneForTheRowAndOneForEachUniqueValue() {
    Entity parent = PARENT_DAO.insert(Values.none());
    assertThat(cost(() -> PARENT_DAO.insert(Values.none()))).isEqualTo(1);
    assertThat(cost(() -> DAO.insert(Values.of("name", unique())))).isEqualTo(2);
    assertThat(cost(() -> DAO.insert(both().and("parent", parent.key())))).isEqualTo(3);
  }

  @Test
  void insert_refusedByALiveValue_takesOne() {
    Entity row = DAO.insert(both());
    Values clash = Values.of("name", row.get("name"));
    assertThat(
            cost(
                () ->
                    assertThatThrownBy(() -> DAO.insert(clash))
                        .isInstanceOf(DaoException.Duplicate.class)))
        .isEqualTo(1);
  }

  @Test
  void update_takesOneForTheRowAndTwoForEachValueChanged() {
    Key key = DAO.insert(both()).key();
    assertThat(cost(() -> DAO.update(key, Values.of("count", 1L)))).isEqualTo(1);
    assertThat(cost(() -> DAO.update(key, Values.of("name", unique())))).isEqualTo(3);
    assertThat(cost(() -> DAO.update(key, both()))).isEqualTo(5);
  }

  @Test
  void delete_takesOneForTheRowOneForEachUniqueValueAndOneForAMark() {
    Key key = DAO.insert(both()).key();
    assertThat(cost(() -> DAO.delete(key))).isEqualTo(3);
    Key parent = PARENT_DAO.insert(Values.none()).key();
    assertThat(cost(() -> PARENT_DAO.delete(parent))).isEqualTo(2);
  }

  @Test
  void read_takesNone() {
    Entity row = DAO.insert(both());
    assertThat(cost(() -> DAO.select(Key.by("name", row.get("name"))))).isZero();
  }

  @Test
  void insert_overTheClaimOfADeadWriter_takesTwoMore() {
    Values values = Values.of("name", unique());
    CassandraSteps dying =
        step -> {
          if (step == CassandraStep.READY) {
            throw new AssertionError("died");
          }
        };
    try (Db mortal =
        Db.on(new CassandraStrategy(CONFIG, Clock.systemUTC(), dying))
            .schemas(PARENTS, CHILDREN)
            .sweepEvery(Duration.ZERO)
            .open()) {
      assertThatThrownBy(() -> mortal.dao(CHILDREN).insert(values)).hasMessage("died");
    }
    // the refused claim, the fence, the exchange, the row
    assertThat(cost(() -> DAO.insert(values))).isEqualTo(4);
  }
}
