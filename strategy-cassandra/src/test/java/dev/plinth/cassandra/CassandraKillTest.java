/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A process that writes is killed, as an operator or the kernel does it, again and again at a
 * moment of no choice. What it was told is so; of what it was not told there is all or nothing; and
 * what it has left is mended.
 */
class CassandraKillTest {
  private static final int ROUNDS = 3;

  private static final Collection<Table> TABLES =
      Table.of(SchemaSet.of(CrashingWriter.PARENTS, CrashingWriter.CHILDREN)).values();
  private static final CassandraConfig CONFIG =
      TestDatabase.config().withPatience(Duration.ofMillis(50));
  private static final CassandraStrategy STRATEGY = CassandraStrategy.of(CONFIG);
  private static final Db DB = CrashingWriter.open(STRATEGY);

  private final Random random = new Random();
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> pending = new HashMap<>();
  private final Set<Key> changed = new HashSet<>();
  private final Set<Key> told = new HashSet<>();

  @BeforeAll
  static void create() {
    DB.createTables();
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void writer_isKilledAtAnyMoment_leavesWhatItWasToldAndNothingHalf()
      throws IOException, InterruptedException {
    EventLog.Reader reader = STRATEGY.events().orElseThrow().open(List.copyOf(TABLES), null);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines =
          new CrashingProcess(CONFIG).kill(20 + random.nextInt(50), random.nextInt(30_000_000));
      lines.forEach(this::note);
      requireContents();
      requireOneOwner();
      poll(reader);
      requireMended();
      requireContents();
      requireReferences();
      pending.clear();
    }
    List<Event> inDoubt = poll(reader).inDoubt();
    Set<Key> heard = new HashSet<>(told);
    inDoubt.forEach(event -> heard.add(event.key()));
    assertThat(heard).as("the changes that are heard of").containsAll(changed);
  }

  private Events poll(EventLog.Reader reader) {
    Events events = reader.poll();
    assertThat(events.isGap()).isFalse();
    for (Event event : events.list()) {
      told.add(event.key());
    }
    return events;
  }

  /** Takes over a line that the writer has written before it was killed. */
  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words.length < 3 || words[2].isEmpty()) {
      return;
    }
    switch (words[0]) {
      case CrashingWriter.TRIED -> pending.put(words[1], words[2]);
      case CrashingWriter.REFUSED -> pending.remove(words[1]);
      case CrashingWriter.DONE -> {
        pending.remove(words[1]);
        known.put(words[1], words[2]);
        changed.add(Key.of(CrashingWriter.id(words[1])));
      }
      default -> throw new AssertionError(line);
    }
  }

  private static Dao<Entity> dao(Schema schema) {
    return DB.dao(schema);
  }

  private static String content(Schema schema, String row) {
    Key key = Key.of(CrashingWriter.id(row));
    return CrashingWriter.content(dao(schema).select(key).orElse(null));
  }

  /** Each row is as it was told, or as the write makes it that was under way. */
  private void requireContents() {
    requireContents(CrashingWriter.PARENTS, CrashingWriter.parents());
    requireContents(CrashingWriter.CHILDREN, CrashingWriter.children());
  }

  private void requireContents(Schema schema, List<String> rows) {
    for (String row : rows) {
      String before = known.getOrDefault(row, CrashingWriter.NOTHING);
      String content = content(schema, row);
      assertThat(content).as(row).isIn(before, pending.getOrDefault(row, before));
    }
  }

  /** A value that a row has leads to it and is refused to others; the rest is free at once. */
  private void requireOneOwner() {
    for (Schema schema : List.of(CrashingWriter.PARENTS, CrashingWriter.CHILDREN)) {
      Map<Object, Entity> owners = new HashMap<>();
      for (Entity row : dao(schema).each()) {
        Object name = Objects.requireNonNull(row.get("name"));
        assertThat(owners.put(name, row)).as("another row named %s", name).isNull();
        assertThat(dao(schema).select(Key.by("name", name))).contains(row);
      }
      for (String name : CrashingWriter.names()) {
        if (!owners.containsKey(name)) {
          UUID id = UUID.randomUUID();
          dao(schema).insert(Values.of("id", id).and("name", name));
          assertThat(dao(schema).delete(id)).isTrue();
        }
      }
    }
  }

  /** One run of the doctor mends it all. */
  private static void requireMended() {
    CassandraDoctor doctor =
        STRATEGY.doctor(
            TABLES, new CassandraDoctor.Ages(Clock.systemUTC(), Duration.ZERO, Duration.ZERO));
    List<Finding> findings = new ArrayList<>();
    doctor.examine(findings::add);
    assertThat(findings).extracting(Finding::kind).doesNotContain("row-without-claim");
    assertThat(findings).allMatch(Finding::repair);
    findings.clear();
    doctor.examine(findings::add);
    assertThat(findings).isEmpty();
  }

  private static void requireReferences() {
    for (Entity row : dao(CrashingWriter.CHILDREN).each()) {
      if (row.get("parent") instanceof Key parent) {
        assertThat(dao(CrashingWriter.PARENTS).select(parent)).as("parent of %s", row).isPresent();
      }
    }
  }
}
