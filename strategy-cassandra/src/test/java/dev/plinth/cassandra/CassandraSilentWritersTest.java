/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Settings;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process that announces nothing, and what those hear who keep something. */
class CassandraSilentWritersTest {
  private static final Schema NOTES =
      Schema.named("notes")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("text", string())
          .build();
  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final CassandraStrategy SILENT = CassandraStrategy.of(CONFIG.withoutEvents());
  private static final CassandraStrategy OPEN = CassandraStrategy.of(CONFIG);
  private static final Db SILENT_DB = db(SILENT);
  private static final Db OPEN_DB = db(OPEN);

  private static Db db(Strategy strategy) {
    return Db.on(strategy).schemas(NOTES).sweepEvery(Duration.ZERO).open();
  }

  @BeforeAll
  static void create() {
    OPEN_DB.createTables();
  }

  @AfterAll
  static void close() {
    SILENT_DB.close();
    OPEN_DB.close();
  }

  private static EventLog.Reader reader() {
    return OPEN.events()
        .orElseThrow()
        .open(List.copyOf(Table.of(SchemaSet.of(NOTES)).values()), null);
  }

  @Test
  void lacks_withoutEvents_haveTheEventLogAsWell() {
    assertThat(SILENT.lacks()).contains(Capability.EVENT_LOG);
    assertThat(SILENT.events()).isEmpty();
    assertThat(OPEN.lacks()).doesNotContain(Capability.EVENT_LOG);
  }

  @Test
  void poll_whileAProcessAnnouncesNothing_isAGapEveryTime() {
    try (EventLog.Reader reader = reader()) {
      Dao<Entity> dao = SILENT_DB.dao(NOTES);
      Entity row = dao.insert(Values.of("text", "a"));
      assertThat(reader.poll().isGap()).isTrue();
      dao.update(row.key(), Values.of("text", "b"));
      dao.delete(row.key());
      assertThat(reader.poll().isGap()).isTrue();
      assertThat(reader.poll().isGap()).isTrue();
    }
    try (EventLog.Reader later = reader()) {
      assertThat(later.poll().isGap()).isTrue();
    }
  }

  @Test
  void isAround_ofOneThatIsNotHeardAnyMore_endsAfterAMinute() {
    CassandraSilentWriters silentWriters = new CassandraSilentWriters();
    UUID node = UUID.randomUUID();
    assertThat(silentWriters.isAround(0)).isFalse();
    assertThat(silentWriters.hear(node, 1, 0)).isTrue();
    assertThat(silentWriters.hear(node, 2, Duration.ofSeconds(10).toNanos())).isFalse();
    assertThat(silentWriters.hear(node, 2, Duration.ofSeconds(60).toNanos())).isFalse();
    assertThat(silentWriters.isAround(Duration.ofSeconds(70).toNanos())).isTrue();
    assertThat(silentWriters.isAround(Duration.ofSeconds(71).toNanos())).isFalse();
  }

  @Test
  void from_eventsThatAreNeitherOnNorOff_saysWhatTheyCanBe() {
    Map<String, String> settings =
        Map.of(
            "cassandra.contact-points", "localhost",
            "cassandra.local-datacenter", "datacenter1",
            "cassandra.events", "maybe");
    assertThatThrownBy(() -> CassandraConfig.from(Settings.of(settings)))
        .hasMessage("cassandra.events must be 'on', or 'off' when no node keeps a cache");
  }
}
