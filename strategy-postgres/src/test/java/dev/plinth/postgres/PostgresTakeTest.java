/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed in one statement, and what is left to be looked at. */
class PostgresTakeTest {
  private static final UUID HERE = new UUID(0, 0);
  private static final UUID ELSEWHERE = new UUID(0, 1);
  private static final SchemaSet SCHEMAS =
      SchemaSet.of(
          Schema.named("owners")
              .primaryKey("id")
              .workspaceable()
              .ttl()
              .field("id", Typedefs.id())
              .field("name", string().unique())
              .build(),
          Schema.named("things")
              .primaryKey("id")
              .workspaceable()
              .field("id", Typedefs.id())
              .field("owner", foreign("owners"))
              .build());

  private final PostgresStrategy strategy = PostgresStrategy.of(TestDatabase.config());
  private final Db db = Db.on(strategy).schemas(SCHEMAS).open();
  private final Dao<Entity> owners = db.dao("owners");
  private final Table table = Objects.requireNonNull(Table.of(SCHEMAS).get("owners"));
  private final EntityStore store = strategy.store(table);

  @BeforeEach
  void createTables() {
    db.createTables();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private @Nullable Entity take(Entity owner, @Nullable UUID workspace) {
    return store.take(table.primary(), owner.key(), workspace);
  }

  @Test
  void take_nothingRefers_returnsTheRowRemoved() {
    Entity owner = owners.insert(Values.of("name", "a"));
    assertThat(take(owner, HERE)).isEqualTo(owner);
    assertThat(owners.select(owner.key())).isEmpty();
    assertThat(take(owner, HERE)).isNull();
  }

  @Test
  void take_byUniqueField_returnsTheRowRemoved() {
    Entity owner = owners.insert(Values.of("name", "a"));
    Key name = Key.ofParts(List.of(HERE, "a"));
    assertThat(store.take(table.index("name").orElseThrow(), name, HERE)).isEqualTo(owner);
    assertThat(owners.select(owner.key())).isEmpty();
  }

  @Test
  void take_rowRefers_leavesIt() {
    Entity owner = owners.insert(Values.of("name", "a"));
    db.dao("things").insert(Values.of("owner", owner.key()));
    assertThat(take(owner, HERE)).isNull();
    assertThat(owners.select(owner.key())).contains(owner);
  }

  @Test
  void take_otherWorkspace_leavesIt() {
    Entity owner = owners.insert(Values.of("name", "a"));
    assertThat(take(owner, ELSEWHERE)).isNull();
    assertThat(owners.select(owner.key())).contains(owner);
    assertThat(take(owner, null)).isEqualTo(owner);
  }

  @Test
  void take_rowHasExpired_leavesIt() throws InterruptedException {
    Entity owner = owners.insert(Values.of("name", "a"), WriteOptions.ttl(Duration.ofSeconds(1)));
    Thread.sleep(1_100);
    assertThat(take(owner, HERE)).isNull();
  }
}
