/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The log of changes: each change once, with what others need to forget it by. */
public abstract non-sealed class EventContract extends Contract {
  private static final int WRITERS = 6;
  private static final int CHANGES = 40;

  /** For authors to extend. */
  protected EventContract() {}

  private EventLog log() {
    return strategy().events().orElseThrow();
  }

  private EventLog.Reader reader() {
    return log().open(List.copyOf(tables().values()), null);
  }

  private Map<String, Table> tables() {
    return Table.of(db().schemas());
  }

  private static List<String> kinds(List<Event> events, Key key) {
    return events.stream()
        .filter(event -> key.equals(event.key()))
        .map(event -> event.kind().name())
        .toList();
  }

  @Test
  @Rule("EVENT-01")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_afterEachKindOfChange_tellsEachOnce() {
    try (EventLog.Reader reader = reader()) {
      Entity owner = owners().insert(Values.of("name", unique("e")));
      owners().update(owner.key(), Values.of("count", 1L));
      owners().upsert(owner.key(), Values.of("name", unique("e")));
      owners().delete(owner.key());
      assertThat(kinds(reader.poll().list(), owner.key()))
          .containsExactly("CREATED", "UPDATED", "UPDATED", "DELETED");
      assertThat(kinds(reader.poll().list(), owner.key())).isEmpty();
    }
  }

  @Test
  @Rule("EVENT-02")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_change_carriesTheUniqueValuesThatHoldNow() {
    Entity owner = owners().insert(Values.of("name", unique("old")));
    String name = unique("new");
    try (EventLog.Reader reader = reader()) {
      owners().update(owner.key(), Values.of("name", name));
      assertThat(reader.poll().list())
          .filteredOn(event -> owner.key().equals(event.key()))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.table().type().name()).isEqualTo(owner.type().name());
                assertThat(event.uniqueValues().values())
                    .anySatisfy(key -> assertThat(key.part(key.size() - 1)).isEqualTo(name));
              });
    }
  }

  @Test
  @Rule("EVENT-03")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_refusedOrUndoneWrites_tellsNothing() {
    Entity owner = owners().insert(Values.of("name", unique("e")));
    try (EventLog.Reader reader = reader()) {
      assertThatThrownBy(() -> owners().insert(Values.of("name", owner.get("name")))).isNotNull();
      if (db().supports(Capability.TRANSACTIONS)) {
        assertThatThrownBy(
                () ->
                    db().useTransaction(
                            tx -> {
                              tx.dao(owner.type().name())
                                  .update(owner.key(), Values.of("count", 5L));
                              throw new IllegalStateException("undo");
                            }))
            .hasMessage("undo");
      }
      assertThat(kinds(reader.poll().list(), owner.key())).isEmpty();
    }
  }

  @Test
  @Rule("EVENT-04")
  @Requires(Capability.EVENT_LOG)
  protected final void position_openedAnew_goesOnWithoutLossOrRepetition() {
    Entity owner = owners().insert(Values.of("name", unique("e")));
    String position;
    try (EventLog.Reader reader = reader()) {
      owners().update(owner.key(), Values.of("count", 1L));
      assertThat(kinds(reader.poll().list(), owner.key())).containsExactly("UPDATED");
      position = reader.position();
    }
    owners().delete(owner.key());
    try (EventLog.Reader reader = log().open(List.copyOf(tables().values()), position)) {
      assertThat(kinds(reader.poll().list(), owner.key())).containsExactly("DELETED");
    }
  }

  @Test
  @Rule("EVENT-05")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_twoReaders_bothAreToldAll() {
    try (EventLog.Reader one = reader();
        EventLog.Reader other = reader()) {
      Entity owner = owners().insert(Values.of("name", unique("e")));
      assertThat(kinds(one.poll().list(), owner.key())).containsExactly("CREATED");
      assertThat(kinds(other.poll().list(), owner.key())).containsExactly("CREATED");
    }
  }

  @Test
  @Rule("EVENT-06")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_tablesNotAskedFor_areNotTold() {
    Table pairs = tables().get(KitSchemas.PAIRS);
    try (EventLog.Reader reader = log().open(List.of(pairs), null)) {
      owners().insert(Values.of("name", unique("e")));
      assertThat(reader.poll().list()).isEmpty();
    }
  }

  @Test
  @Rule("EVENT-07")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_silentWrite_isToldToOtherNodes() {
    try (EventLog.Reader reader = reader()) {
      Entity owner = owners().insert(Values.of("name", unique("e")), WriteOptions.silent());
      assertThat(kinds(reader.poll().list(), owner.key())).containsExactly("CREATED");
    }
  }

  @Test
  @Rule("EVENT-08")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_whileManyWrite_losesNoneAndKeepsTheOrderOfEachRow() throws Exception {
    List<Entity> rows = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      rows.add(owners().insert(Values.of("name", unique("w" + i))));
    }
    List<Event> told = new ArrayList<>();
    try (EventLog.Reader reader = reader()) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (Entity row : rows) {
        work.add(
            () -> {
              for (int i = 0; i < CHANGES; i++) {
                owners().update(row.key(), Values.of("name", row.get("name") + "-" + i));
                Thread.sleep(ThreadLocalRandom.current().nextInt(3));
              }
              return CHANGES;
            });
      }
      Thread writing = new Thread(() -> Race.run(work));
      writing.start();
      while (writing.isAlive()) {
        told.addAll(reader.poll().list());
        Thread.sleep(2);
      }
      writing.join(Duration.ofMinutes(1).toMillis());
      told.addAll(reader.poll().list());
    }
    for (Entity row : rows) {
      List<String> names =
          told.stream()
              .filter(event -> row.key().equals(event.key()))
              .map(
                  event -> {
                    Key value = event.uniqueValues().values().iterator().next();
                    return String.valueOf(value.part(value.size() - 1));
                  })
              .toList();
      List<String> written = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        written.add(row.get("name") + "-" + i);
      }
      assertThat(names).isEqualTo(written);
    }
  }

  @Test
  @Rule("EVENT-09")
  @Requires(Capability.EVENT_LOG)
  protected final void poll_expiredRowReplaced_tellsItsEndFirst() {
    Entity replaced = backend().expired().ticket();
    Entity displaced = backend().expired().ticket();
    Dao<Entity> tickets = dao(KitSchemas.TICKETS);
    try (EventLog.Reader reader = reader()) {
      tickets.upsert(replaced.key(), Values.of("kind", unique("k")));
      tickets.insert(Values.of("holder", displaced.get("holder")).and("kind", unique("k")));
      List<Event> told = reader.poll().list();
      assertThat(kinds(told, replaced.key())).containsExactly("DELETED", "CREATED");
      assertThat(kinds(told, displaced.key())).containsExactly("DELETED");
    }
  }

  @Test
  @Rule("EVENT-10")
  @Requires({Capability.EVENT_LOG, Capability.TRANSACTIONS})
  protected final void poll_partOfATransactionUndoneAlone_isNotTold() {
    Key undone = Key.of(UUID.randomUUID());
    Entity owner = owners().insert(Values.of("name", unique("e")));
    List<Values> rows =
        List.of(
            Values.of("id", undone.id()).and("name", unique("e")),
            Values.of("name", owner.get("name")));
    try (EventLog.Reader reader = reader()) {
      db().useTransaction(
              tx -> {
                Dao<Entity> owners = tx.dao(KitSchemas.OWNERS);
                assertThatThrownBy(() -> owners.insertAll(rows)).isNotNull();
                owners.update(owner.key(), Values.of("count", 3L));
              });
      List<Event> told = reader.poll().list();
      assertThat(kinds(told, undone)).isEmpty();
      assertThat(kinds(told, owner.key())).containsExactly("UPDATED");
    }
  }
}
