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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A writer dies after each step of each protocol, without cleaning up; another one, on a node of
 * its own, finds the rules kept: at once, or after its next conflicting operation.
 */
class CassandraCrashTest {
  private static final Schema PARENTS =
      Schema.named("crash_parents")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .build();
  private static final Schema CHILDREN =
      Schema.named("crash_children")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .field("alias", string().unique())
          .field("parent", foreign("crash_parents").onDelete(OnDelete.RESTRICT))
          .build();

  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final Dying DYING = new Dying();
  private static final Db MORTAL = open(DYING);
  private static final Db SURVIVOR = open(CassandraSteps.NONE);

  private static Db open(CassandraSteps steps) {
    return Db.on(new CassandraStrategy(CONFIG, Clock.systemUTC(), steps))
        .schemas(PARENTS, CHILDREN)
        .sweepEvery(Duration.ZERO)
        .open();
  }

  @BeforeAll
  static void create() {
    SURVIVOR.createTables();
  }

  @AfterAll
  static void close() {
    MORTAL.close();
    SURVIVOR.close();
  }

  private static Dao<Entity> parents(Db db) {
    return db.dao(PARENTS);
  }

  private static Dao<Entity> children(Db db) {
    return db.dao(CHILDREN);
  }

  private static void dies(CassandraStep step, Runnable work) {
    DYING.at = step;
    assertThatThrownBy(work::run).isInstanceOf(Death.class);
  }

  private static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  private static Values child(Entity parent, String name, String alias) {
    return Values.of("name", name).and("alias", alias).and("parent", parent.key());
  }

  /** Unique values have one owner, who is found by them, and references lead somewhere. */
  private static void requireRules() {
    Set<Object> names = new HashSet<>();
    Set<Object> aliases = new HashSet<>();
    for (Entity row : children(SURVIVOR).each(Query.all())) {
      assertThat(names.add(row.get("name"))).as("one row with the name of %s", row).isTrue();
      assertThat(aliases.add(row.get("alias"))).as("one row with the alias of %s", row).isTrue();
      for (String field : List.of("name", "alias")) {
        assertThat(children(SURVIVOR).select(Key.by(field, row.get(field))))
            .as("by %s", field)
            .contains(row);
      }
      assertThat(parents(SURVIVOR).select((Key) Objects.requireNonNull(row.get("parent"))))
          .as("the parent of %s", row)
          .isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIM_TAKEN", "READY"})
  void insert_diesBeforeTheRowIsWritten_leavesNothingAndFreesItsValues(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    Values values = child(parent, unique("n"), unique("a")).and("id", UUID.randomUUID());
    dies(step, () -> children(MORTAL).insert(values));
    assertThat(children(SURVIVOR).select(Key.by("name", values.get("name")))).isEmpty();
    assertThat(children(SURVIVOR).select(Key.of((UUID) Objects.requireNonNull(values.get("id")))))
        .isEmpty();
    children(SURVIVOR).insert(values.without("id"));
    children(SURVIVOR).insert(values.and("name", unique("n")).and("alias", unique("a")));
    requireRules();
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIM_TAKEN", "READY"})
  void insert_diesBeforeTheRowIsWritten_canBeDoneAgainByTheSameKey(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    Values values = child(parent, unique("n"), unique("a")).and("id", UUID.randomUUID());
    dies(step, () -> children(MORTAL).insert(values));
    children(SURVIVOR).insert(values);
    requireRules();
  }

  @ParameterizedTest
  @EnumSource(names = {"ROW_WRITTEN", "PARENTS_CONFIRMED"})
  void insert_diesOnceTheRowIsWritten_leavesItWhole(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    Values values = child(parent, unique("n"), unique("a"));
    dies(step, () -> children(MORTAL).insert(values));
    assertThat(children(SURVIVOR).select(Key.by("alias", values.get("alias")))).isPresent();
    assertThatThrownBy(() -> children(SURVIVOR).insert(values))
        .isInstanceOf(DaoException.Duplicate.class);
    requireRules();
  }

  @ParameterizedTest
  @EnumSource(names = {"OWNER_FENCED", "CLAIM_TAKEN_OVER", "READY"})
  void takeOver_diesAfterEachStep_leavesTheValueToTheNext(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    Values values = child(parent, unique("n"), unique("a"));
    dies(CassandraStep.CLAIM_TAKEN, () -> children(MORTAL).insert(values));
    dies(step, () -> children(MORTAL).insert(values));
    assertThat(children(SURVIVOR).select(Key.by("name", values.get("name")))).isEmpty();
    children(SURVIVOR).insert(values);
    requireRules();
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIM_TAKEN", "READY", "ROW_WRITTEN", "PARENTS_CONFIRMED", "RELEASED"})
  void update_diesAfterEachStep_leavesTheOldRowOrTheNew(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    Entity other = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    String before = unique("n");
    String after = unique("n");
    Entity row = children(SURVIVOR).insert(child(parent, before, unique("a")));
    dies(
        step,
        () ->
            children(MORTAL)
                .update(row.key(), Values.of("name", after).and("parent", other.key())));
    boolean written = step.compareTo(CassandraStep.ROW_WRITTEN) >= 0;
    Entity now = children(SURVIVOR).require(row.key());
    assertThat(now.get("name")).isEqualTo(written ? after : before);
    assertThat(now.get("parent")).isEqualTo(written ? other.key() : parent.key());
    assertThat(children(SURVIVOR).select(Key.by("name", written ? before : after))).isEmpty();
    children(SURVIVOR).insert(child(parent, written ? before : after, unique("a")));
    children(SURVIVOR).update(row.key(), Values.of("name", unique("n")));
    requireRules();
  }

  @ParameterizedTest
  @EnumSource(names = {"MARKED", "CHILDLESS", "JOURNALLED"})
  void delete_diesBeforeTheRowIsDeleted_leavesItWholeForChildrenAndForAnotherDelete(
      CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    dies(step, () -> parents(MORTAL).delete(parent.key()));
    assertThat(parents(SURVIVOR).select(Key.by("name", parent.get("name")))).contains(parent);
    Entity row = children(SURVIVOR).insert(child(parent, unique("n"), unique("a")));
    assertThatThrownBy(() -> parents(SURVIVOR).delete(parent.key()))
        .isInstanceOf(DaoException.Referenced.class);
    requireRules();
    assertThat(children(SURVIVOR).delete(row.key())).isTrue();
    assertThat(parents(SURVIVOR).delete(parent.key())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"ROW_DELETED", "RELEASED"})
  void delete_diesOnceTheRowIsDeleted_leavesItsValueFree(CassandraStep step) {
    Entity parent = parents(SURVIVOR).insert(Values.of("name", unique("p")));
    dies(step, () -> parents(MORTAL).delete(parent.key()));
    assertThat(parents(SURVIVOR).select(parent.key())).isEmpty();
    assertThat(parents(SURVIVOR).select(Key.by("name", parent.get("name")))).isEmpty();
    parents(SURVIVOR).insert(Values.of("name", parent.get("name")));
    assertThatThrownBy(() -> children(SURVIVOR).insert(child(parent, unique("n"), unique("a"))))
        .isInstanceOf(DaoException.Dangling.class);
  }

  /** Dies at a step, once. */
  private static final class Dying implements CassandraSteps {
    volatile @Nullable CassandraStep at;

    @Override
    public void reached(CassandraStep step) {
      if (step == at) {
        at = null;
        throw new Death(step);
      }
    }
  }

  /** Is caught by nobody: what comes after it in a writer does not happen. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;

    Death(CassandraStep step) {
      super("died after " + step);
    }
  }
}
