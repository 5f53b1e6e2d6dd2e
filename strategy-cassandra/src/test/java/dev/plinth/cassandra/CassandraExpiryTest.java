/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Inserts at the primary key of a row that has expired, and that are refused for another reason.
 */
class CassandraExpiryTest {
  private static final Schema OWNERS =
      Schema.named("brief_owners").primaryKey("id").field("id", uuid().auto()).build();
  private static final Schema ROWS =
      Schema.named("brief_rows")
          .primaryKey("id")
          .ttl()
          .field("id", uuid())
          .field("name", string().unique())
          .field("owner", foreign("brief_owners"))
          .build();
  private static final Schema SEALS =
      Schema.named("brief_seals")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("row", foreign("brief_rows").required())
          .build();
  private static final SchemaSet SCHEMAS = SchemaSet.of(OWNERS, ROWS, SEALS);

  private static final CassandraStrategy STRATEGY = CassandraStrategy.of(TestDatabase.config());
  private static final Db DB = Db.on(STRATEGY).schemas(SCHEMAS).sweepEvery(Duration.ZERO).open();

  private final Dao<Entity> rows = DB.dao(ROWS);
  private final UUID id = UUID.randomUUID();
  private final Values dangling = Values.of("id", id).and("owner", Key.of(UUID.randomUUID()));

  @BeforeAll
  static void create() {
    DB.createTables();
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private void expires(Runnable meanwhile) {
    rows.insert(
        Values.of("id", id).and("name", id.toString()), WriteOptions.ttl(Duration.ofSeconds(2)));
    meanwhile.run();
    await().until(() -> rows.select(id).isEmpty());
  }

  @Test
  void insert_danglingOverARowThatOthersReferTo_isRefusedByThese() {
    expires(() -> DB.dao(SEALS).insert(Values.of("row", Key.of(id))));
    assertThatThrownBy(() -> rows.insert(dangling)).isInstanceOf(DaoException.Referenced.class);
  }

  @Test
  void insert_refusedOverARow_tellsTheEndOfThatRowOnce() {
    expires(() -> {});
    try (EventLog.Reader reader =
        STRATEGY.events().orElseThrow().open(List.copyOf(Table.of(SCHEMAS).values()), null)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> rows.insert(dangling)).isInstanceOf(DaoException.Dangling.class);
      }
      rows.insert(dangling.and("owner", DB.dao(OWNERS).insert(Values.none()).key()));
      assertThat(reader.poll().list())
          .filteredOn(event -> Key.of(id).equals(event.key()))
          .extracting(Event::kind)
          .containsExactly(Event.Kind.DELETED, Event.Kind.CREATED);
    }
  }

  @Test
  void insert_refusedByARowThatLives_leavesTheOneThatHasExpired() {
    expires(() -> {});
    Entity living = rows.insert(Values.of("id", UUID.randomUUID()));
    try (EventLog.Reader reader =
        STRATEGY.events().orElseThrow().open(List.copyOf(Table.of(SCHEMAS).values()), null)) {
      Values both = Values.of("id", living.id()).and("name", id.toString());
      assertThatThrownBy(() -> rows.insert(both)).isInstanceOf(DaoException.Duplicate.class);
      assertThat(reader.poll().list()).isEmpty();
    }
  }
}
