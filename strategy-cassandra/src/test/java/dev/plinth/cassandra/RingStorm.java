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

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import dev.plinth.tck.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads that write by two nodes, each on a strategy of its own, until they are told to stop; and
 * what must be so afterwards. Entries are written once and counted up by one thread each; parents
 * and children come and go; a few hot rows pass values on to each other under a history.
 */
final class RingStorm {
  private static final Schema ENTRIES =
      Schema.named("ring_entries")
          .primaryKey("id")
          .field("id", uuid())
          .field("name", string().unique())
          .field("count", integer())
          .build();
  private static final Schema PARENTS =
      Schema.named("ring_parents")
          .primaryKey("id")
          .field("id", uuid())
          .field("name", string().unique())
          .build();
  private static final Schema CHILDREN =
      Schema.named("ring_children")
          .primaryKey("id")
          .field("id", uuid())
          .field("parent", foreign("ring_parents").onDelete(OnDelete.RESTRICT))
          .build();
  private static final Schema HOT =
      Schema.named("ring_hot")
          .primaryKey("id")
          .field("id", uuid())
          .field("name", string().unique())
          .field("text", string())
          .build();
  static final SchemaSet SCHEMAS = SchemaSet.of(ENTRIES, PARENTS, CHILDREN, HOT);

  private static final int HOT_ROWS = 3;
  private static final int FAMILY = 4;

  private final List<Db> nodes;
  private final RingTimeline timeline = new RingTimeline();
  private final History history = new History("name", "text");
  private final List<UUID> hot = ids(HOT_ROWS);
  private final List<UUID> family = ids(FAMILY);

  /** The count last acknowledged, and the one last tried, of each entry that was acknowledged. */
  private final Map<UUID, long[]> entries = new ConcurrentHashMap<>();

  /** The children that were acknowledged, and not touched again without an answer. */
  private final Set<UUID> children = ConcurrentHashMap.newKeySet();

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  RingStorm(List<Db> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  private static List<UUID> ids(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(UUID.randomUUID());
    }
    return ids;
  }

  RingTimeline timeline() {
    return timeline;
  }

  History history() {
    return history;
  }

  /** Returns the entries whose insert was acknowledged. */
  Set<UUID> entries() {
    return Set.copyOf(entries.keySet());
  }

  void start() {
    for (int i = 0; i < HOT_ROWS; i++) {
      int row = i;
      Dao<Entity> dao = history.recording(nodes.get(i % nodes.size()).dao(HOT));
      Random random = new Random(i);
      start("hot", () -> timeline.answered(() -> heat(dao, row, random)));
    }
    for (Db node : nodes) {
      start("entries", () -> write(node.dao(ENTRIES)));
      Random random = new Random();
      Set<UUID> mine = new HashSet<>();
      start("family", () -> live(node, random, mine));
    }
  }

  private void start(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                work.run();
              }
            },
            name);
    thread.start();
    threads.add(thread);
  }

  void stop() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Each row is inserted and deleted by one thread only: what another does to a row while the
   * answer to one of these is lost is not covered; see H6.
   */
  private void heat(Dao<Entity> dao, int row, Random random) {
    Key key = Key.of(hot.get(row));
    Key any = Key.of(hot.get(random.nextInt(HOT_ROWS)));
    Key name = Key.by("name", "n" + random.nextInt(HOT_ROWS));
    Values text = Values.of("text", UUID.randomUUID().toString());
    Values all = text.and("name", name.part(0));
    switch (random.nextInt(8)) {
      case 0, 1 -> dao.insert(all.and("id", key.part(0)));
      case 2 -> dao.delete(key);
      case 3 -> dao.update(any, text);
      case 4 -> dao.update(any, all);
      case 5 -> dao.update(name, text);
      case 6 -> dao.select(any);
      default -> dao.select(name);
    }
  }

  private void write(Dao<Entity> dao) {
    UUID id = UUID.randomUUID();
    Values values = Values.of("id", id).and("name", "entry " + id).and("count", 0L);
    if (!timeline.answered(() -> dao.insert(values))) {
      return;
    }
    long[] counts = {0, 0};
    entries.put(id, counts);
    for (long i = 1; i <= 3; i++) {
      Values count = Values.of("count", i);
      counts[1] = i;
      if (!timeline.answered(() -> dao.update(Key.of(id), count))) {
        return;
      }
      counts[0] = i;
    }
  }

  private void live(Db node, Random random, Set<UUID> mine) {
    int number = random.nextInt(FAMILY);
    Key parent = Key.of(family.get(number));
    UUID child = mine.isEmpty() ? UUID.randomUUID() : mine.iterator().next();
    switch (random.nextInt(6)) {
      case 0, 1 ->
          timeline.answered(
              () ->
                  node.dao(PARENTS)
                      .insert(
                          Values.of("id", parent.part(0))
                              .and("name", "p" + random.nextInt(FAMILY))));
      case 2 -> timeline.answered(() -> node.dao(PARENTS).delete(parent));
      case 3, 4 -> bear(node, UUID.randomUUID(), parent, mine);
      default -> bury(node, child, mine);
    }
  }

  private void bear(Db node, UUID id, Key parent, Set<UUID> mine) {
    timeline.answered(
        () -> {
          node.dao(CHILDREN).insert(Values.of("id", id).and("parent", parent));
          children.add(id);
          mine.add(id);
        });
  }

  private void bury(Db node, UUID id, Set<UUID> mine) {
    children.remove(id);
    mine.remove(id);
    timeline.answered(() -> node.dao(CHILDREN).delete(Key.of(id)));
  }

  /** What was acknowledged is there, and counted up as far as was acknowledged at least. */
  void requireAcknowledged(Db db) {
    Map<UUID, Long> found = new ConcurrentHashMap<>();
    for (Entity row : db.dao(ENTRIES).each(Query.all())) {
      found.put(row.id(), (Long) Objects.requireNonNull(row.get("count")));
      assertThat(db.dao(ENTRIES).select(Key.by("name", row.get("name")))).contains(row);
    }
    assertThat(entries).hasSizeGreaterThan(50);
    entries.forEach(
        (id, counts) ->
            assertThat(found.getOrDefault(id, -1L))
                .as("count of the entry %s", id)
                .isBetween(counts[0], counts[1]));
    assertThat(children)
        .allSatisfy(id -> assertThat(db.dao(CHILDREN).select(Key.of(id))).isPresent());
  }

  /** Unique values have one owner, who is found by them, and references lead somewhere. */
  void requireRules(Db db) {
    for (Schema schema : List.of(PARENTS, HOT)) {
      Set<Object> names = new HashSet<>();
      for (Entity row : db.dao(schema).each(Query.all())) {
        assertThat(names.add(row.get("name"))).as("one row with the name of %s", row).isTrue();
        assertThat(db.dao(schema).select(Key.by("name", row.get("name")))).contains(row);
      }
    }
    for (Entity child : db.dao(CHILDREN).each(Query.all())) {
      assertThat(db.dao(PARENTS).select((Key) Objects.requireNonNull(child.get("parent"))))
          .as("the parent of %s", child)
          .isPresent();
    }
  }

  /** Everything that can be asked for, by a name; each has to succeed or be refused. */
  static Map<String, Runnable> everything(Db db) {
    UUID id = UUID.randomUUID();
    Values entry = Values.of("id", id).and("name", "other " + id).and("count", 1L);
    Values child = Values.of("id", id).and("parent", Key.of(id));
    return Map.of(
        "select by primary key", () -> db.dao(ENTRIES).select(Key.of(id)),
        "select by unique value", () -> db.dao(ENTRIES).select(Key.by("name", "other " + id)),
        "page", () -> db.dao(ENTRIES).page(Query.all().size(10)),
        "insert", () -> db.dao(ENTRIES).insert(entry),
        "insert of a child", () -> db.dao(CHILDREN).insert(child),
        "upsert", () -> db.dao(ENTRIES).upsert(Key.of(id), entry),
        "update", () -> db.dao(ENTRIES).update(Key.of(id), Values.of("count", 2L)),
        "delete", () -> db.dao(ENTRIES).delete(Key.of(id)));
  }
}
