/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes until it is killed, and tells of each write before it begins and when it
 * has its answer. Each thread has rows of its own; unique values and parents they share.
 */
final class CrashingWriter {
  static final Schema PARENTS =
      Schema.named("killed_parents")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .build();
  static final Schema CHILDREN =
      Schema.named("killed_children")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .field("parent", foreign("killed_parents").onDelete(OnDelete.RESTRICT))
          .build();

  /** Begins a line about a write that is about to be made. */
  static final String TRIED = "tried";

  /** Begins a line about a write that was acknowledged. */
  static final String DONE = "done";

  /** Begins a line about a write that was refused. */
  static final String REFUSED = "refused";

  /** Stands for a row that is not there. */
  static final String NOTHING = "nothing";

  private static final int THREADS = 3;
  private static final int CHILDREN_EACH = 3;
  private static final List<String> NAMES =
      IntStream.range(0, 8).mapToObj(i -> "name" + i).toList();

  private final Db db;
  private final int thread;
  private final Random random = new Random();

  private CrashingWriter(Db db, int thread) {
    this.db = db;
    this.thread = thread;
  }

  /** Takes the port of a Cassandra, the name of its data centre and that of a keyspace. */
  public static void main(String[] arguments) throws IOException {
    CassandraConfig config =
        CassandraConfig.of(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
                arguments[1])
            .withReplication(1)
            .withPatience(Duration.ofMillis(50))
            .withKeyspace(arguments[2]);
    Db db = open(CassandraStrategy.of(config));
    for (int i = 0; i < THREADS; i++) {
      CrashingWriter writer = new CrashingWriter(db, i);
      Thread thread = new Thread(writer::write);
      thread.setDaemon(true);
      thread.start();
    }
    while (System.in.read() >= 0) {
      // until whoever has started this is gone
    }
  }

  static Db open(CassandraStrategy strategy) {
    return Db.on(strategy).schemas(PARENTS, CHILDREN).sweepEvery(Duration.ZERO).open();
  }

  static UUID id(String row) {
    return UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the names of all rows of children. */
  static List<String> children() {
    return IntStream.range(0, THREADS * CHILDREN_EACH).mapToObj(i -> "child" + i).toList();
  }

  /** Returns the names of all rows that these may refer to. */
  static List<String> parents() {
    return IntStream.range(0, THREADS).mapToObj(i -> "parent" + i).toList();
  }

  static List<String> names() {
    return NAMES;
  }

  /** Returns what a row is, in one word. */
  static String content(@Nullable Entity row) {
    return row == null
        ? NOTHING
        : content(
            row.get("name"), row.type().fields().containsKey("parent") ? row.get("parent") : null);
  }

  private static String content(@Nullable Object name, @Nullable Object parent) {
    return parent instanceof Key key ? name + "/" + key.part(0) : String.valueOf(name);
  }

  private void write() {
    try {
      while (true) {
        if (random.nextInt(5) == 0) {
          writeParent("parent" + thread);
        } else {
          writeChild("child" + (thread * CHILDREN_EACH + random.nextInt(CHILDREN_EACH)));
        }
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private void writeParent(String row) {
    Dao<Entity> dao = db.dao(PARENTS);
    Key key = Key.of(id(row));
    boolean there = dao.select(key).isPresent();
    if (there && random.nextInt(3) == 0) {
      tell(row, NOTHING, () -> dao.delete(key));
    } else {
      Values values = Values.of("name", name());
      tell(
          row,
          content(values.get("name"), null),
          () -> {
            if (there) {
              dao.update(key, values);
            } else {
              dao.insert(values.and("id", id(row)));
            }
          });
    }
  }

  private void writeChild(String row) {
    Dao<Entity> dao = db.dao(CHILDREN);
    Key key = Key.of(id(row));
    Entity now = dao.select(key).orElse(null);
    if (now != null && random.nextInt(3) == 0) {
      tell(row, NOTHING, () -> dao.delete(key));
      return;
    }
    Key parent = Key.of(id("parent" + random.nextInt(THREADS)));
    Values values = Values.of("name", name()).and("parent", parent);
    if (now != null && random.nextBoolean()) {
      values = Values.of("name", now.get("name")).and("parent", parent);
    }
    Values written = values;
    tell(
        row,
        content(written.get("name"), Objects.requireNonNull(parent)),
        () -> {
          if (now == null) {
            dao.insert(written.and("id", id(row)));
          } else {
            dao.update(key, written);
          }
        });
  }

  private static void tell(String row, String content, Runnable write) {
    say(TRIED, row, content);
    try {
      write.run();
      say(DONE, row, content);
    } catch (DaoException.Duplicate | DaoException.Dangling | DaoException.Referenced e) {
      say(REFUSED, row, content);
    }
  }

  private static void say(String word, String row, String content) {
    synchronized (System.out) {
      System.out.println(word + " " + row + " " + content);
      System.out.flush();
    }
  }
}
