/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Histories written down by hand, good and bad, and by a DAO. */
class HistoryTest {
  private static final Db DB = Db.on(MemoryStrategy.create()).schemas(KitSchemas.all()).open();
  private static final Key ONE = Key.of(new UUID(0, 1));
  private static final Key TWO = Key.of(new UUID(0, 2));

  private final History history = new History("name", "text");

  @AfterAll
  static void close() {
    DB.close();
  }

  private static Values named(String name, String text) {
    return Values.of("name", name).and("text", text);
  }

  private static Values text(String text) {
    return Values.of("text", text);
  }

  private static Call.Result row(Key key, String name, String text) {
    return Call.Result.row(key, new Call.Row(name, text));
  }

  private static Call.Result the(Call.Answer answer) {
    return Call.Result.of(answer);
  }

  private void call(
      Call.Kind kind, Key target, @Nullable Key made, Values sent, Call.Result to, long... when) {
    history.add(
        new Call(
            "thread 1",
            kind,
            target,
            made,
            sent,
            to,
            when[0],
            when.length > 1 ? when[1] : Call.NEVER));
  }

  private void insert(Key key, Values sent, Call.Result to, long... when) {
    call(Call.Kind.INSERT, key, key, sent, to, when);
  }

  private void inserted(Key key, String name, String text, long begun, long ended) {
    insert(key, named(name, text), row(key, name, text), begun, ended);
  }

  private void update(Key key, Values sent, Call.Result to, long... when) {
    call(Call.Kind.UPDATE, key, null, sent, to, when);
  }

  private void delete(Key key, Call.Answer answer, long... when) {
    call(Call.Kind.DELETE, key, null, Values.none(), the(answer), when);
  }

  private void select(Key key, Call.Result to, long... when) {
    call(Call.Kind.SELECT, key, null, Values.none(), to, when);
  }

  private void isExplained() {
    assertThatCode(history::requireExplained).doesNotThrowAnyException();
  }

  private void isNotExplained() {
    assertThatThrownBy(history::requireExplained)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("no order explains what ");
  }

  @Test
  void everyKindOfOperation_oneAfterTheOther_isExplained() {
    Key name = Key.by("name", "a");
    inserted(ONE, "a", "t1", 0, 1);
    insert(ONE, named("b", "t2"), the(Call.Answer.KEY_TAKEN), 2, 3);
    insert(TWO, named("a", "t3"), the(Call.Answer.VALUE_TAKEN), 4, 5);
    update(ONE, text("t4"), row(ONE, "a", "t4"), 6, 7);
    update(name, text("t5"), row(ONE, "a", "t5"), 8, 9);
    update(TWO, text("t6"), the(Call.Answer.NOTHING), 10, 11);
    call(Call.Kind.UPSERT, name, TWO, text("t7"), row(ONE, "a", "t7"), 12, 13);
    call(
        Call.Kind.UPSERT,
        TWO,
        TWO,
        text("t8"),
        Call.Result.row(TWO, new Call.Row(null, "t8")),
        14,
        15);
    update(TWO, named("a", "t9"), the(Call.Answer.VALUE_TAKEN), 16, 17);
    select(name, row(ONE, "a", "t7"), 18, 19);
    delete(ONE, Call.Answer.DONE, 20, 21);
    delete(ONE, Call.Answer.NOTHING, 22, 23);
    select(name, the(Call.Answer.NOTHING), 24, 25);
    update(TWO, named("a", "t10"), row(TWO, "a", "t10"), 26, 27);
    select(ONE, the(Call.Answer.NOTHING), 28, 29);
    isExplained();
  }

  @Test
  void twoUpdatesAtOnce_oneOfThemLost_areNotExplained() {
    inserted(ONE, "a", "t1", 0, 1);
    update(ONE, text("t2"), row(ONE, "a", "t2"), 2, 9);
    update(ONE, Values.of("name", "b"), row(ONE, "b", "t1"), 2, 9);
    select(ONE, row(ONE, "a", "t2"), 10, 11);
    isNotExplained();
  }

  @Test
  void staleRead_isNotExplained() {
    inserted(ONE, "a", "t1", 0, 1);
    update(ONE, text("t2"), row(ONE, "a", "t2"), 2, 3);
    select(ONE, row(ONE, "a", "t1"), 4, 5);
    isNotExplained();
  }

  @Test
  void insertThatSucceedsFalsely_isNotExplained() {
    inserted(ONE, "a", "t1", 0, 1);
    select(ONE, the(Call.Answer.NOTHING), 2, 3);
    isNotExplained();
  }

  @Test
  void rowThatIsMadeTwice_isNotExplained() {
    inserted(ONE, "a", "t1", 0, 9);
    inserted(ONE, "a", "t2", 0, 9);
    isNotExplained();
  }

  @Test
  void valueOfTwoRows_isNotExplained() {
    inserted(ONE, "a", "t1", 0, 9);
    inserted(TWO, "a", "t2", 0, 9);
    isNotExplained();
  }

  @Test
  void valueRefusedThoughNobodyEverHadIt_isNotExplained() {
    insert(ONE, named("a", "t1"), the(Call.Answer.VALUE_TAKEN), 0, 1);
    inserted(TWO, "b", "t2", 0, 1);
    isNotExplained();
  }

  @Test
  void valueFoundAtTwoRowsInTurn_isExplainedIfItMoved() {
    Key name = Key.by("name", "a");
    inserted(ONE, "a", "t1", 0, 1);
    update(ONE, Values.of("name", "b"), row(ONE, "b", "t1"), 2, 9);
    inserted(TWO, "a", "t2", 2, 9);
    select(name, row(ONE, "a", "t1"), 3, 4);
    select(name, the(Call.Answer.NOTHING), 5, 6);
    select(name, row(TWO, "a", "t2"), 7, 8);
    isExplained();
    select(name, row(ONE, "a", "t1"), 8, 9);
    isNotExplained();
  }

  @Test
  void deleteThatTwoWereToldOf_isNotExplained() {
    inserted(ONE, "a", "t1", 0, 1);
    delete(ONE, Call.Answer.DONE, 2, 9);
    isExplained();
    delete(ONE, Call.Answer.DONE, 2, 9);
    isNotExplained();
  }

  @Test
  void insertOfUnknownOutcome_mayAppearLateAndOnce() {
    insert(ONE, named("a", "t1"), the(Call.Answer.UNKNOWN), 0);
    select(ONE, the(Call.Answer.NOTHING), 10, 11);
    isExplained();
    select(ONE, row(ONE, "a", "t1"), 20, 21);
    delete(ONE, Call.Answer.DONE, 30, 31);
    isExplained();
    select(ONE, row(ONE, "a", "t1"), 40, 41);
    isNotExplained();
  }

  @Test
  void writeOfUnknownOutcome_isNotThereBeforeItsCall() {
    inserted(ONE, "a", "t1", 0, 1);
    select(ONE, row(ONE, "a", "t2"), 2, 3);
    update(ONE, text("t2"), the(Call.Answer.UNKNOWN), 4);
    isNotExplained();
  }

  @Test
  void deletesAndUpsertsOfUnknownOutcome_mayHaveTakenEffect() {
    Key name = Key.by("name", "a");
    inserted(ONE, "a", "t1", 0, 1);
    delete(ONE, Call.Answer.UNKNOWN, 2);
    call(Call.Kind.UPSERT, name, TWO, text("t2"), the(Call.Answer.UNKNOWN), 3);
    select(name, row(TWO, "a", "t2"), 4, 5);
    isExplained();
    select(ONE, row(ONE, "a", "t1"), 6, 7);
    isNotExplained();
  }

  @Test
  void rowsApart_areLookedAtApart() {
    for (int row = 1; row <= 40; row++) {
      Key key = Key.of(new UUID(1, row));
      insert(key, named("n" + row, "t"), the(Call.Answer.UNKNOWN), 0);
      delete(key, Call.Answer.UNKNOWN, 0);
      select(key, the(Call.Answer.NOTHING), 10, 11);
    }
    isExplained();
    inserted(TWO, "n", "t", 0, 1);
    select(Key.by("name", "n"), row(TWO, "n", "other"), 10, 11);
    assertThatThrownBy(history::requireExplained)
        .hasMessage(
            """
            no order explains what 2 operations of 1 threads returned (in milliseconds, from the call to the answer).
            What can be explained at the most are 1 operations, which end with
                   0.000 to      0.000  thread 1: insert(row 1, name=n, text=t) -> row 1 {name=n, text=t}
            Then there is {row 1={name=n, text=t}}, and none of these can come next:
                   0.000 to      0.000  thread 1: select(name n) -> row 1 {name=n, text=other}""");
  }

  @Test
  void dao_recorded_tellsWhatItReturnedAndRefused() {
    Dao<Entity> owners = history.recording(DB.in(Key.of(UUID.randomUUID())).dao(KitSchemas.OWNERS));
    Key key = Key.of(UUID.randomUUID());
    Values sent = named("a", "t").and("id", key.part(0));
    owners.insert(sent);
    assertThatThrownBy(() -> owners.insert(sent)).isInstanceOf(DaoException.Duplicate.class);
    assertThatThrownBy(() -> owners.insert(sent.and("id", UUID.randomUUID())))
        .isInstanceOf(DaoException.Duplicate.class);
    owners.update(Key.by("name", "a"), text("u"));
    owners.upsert(key, sent);
    assertThat(owners.select(key)).isPresent();
    assertThat(owners.delete(key)).isTrue();
    assertThat(owners.delete(key)).isFalse();
    assertThatThrownBy(() -> owners.update(key, text("u")))
        .isInstanceOf(DaoException.NotFound.class);
    assertThatThrownBy(() -> owners.insert(named("b", "t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give 'id' a value");
    assertThat(history).hasToString("9 operations, 0 of them of unknown outcome");
    isExplained();
    history.add(
        new Call(
            "thread 2",
            Call.Kind.SELECT,
            key,
            null,
            Values.none(),
            the(Call.Answer.NOTHING),
            0,
            1));
    isExplained();
    select(key, row(key, "a", "t"), System.nanoTime(), System.nanoTime());
    isNotExplained();
  }
}
