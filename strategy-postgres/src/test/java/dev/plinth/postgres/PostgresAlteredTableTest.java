/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import org.junit.jupiter.api.Test;

/** Tables that are not, or no longer, as the schemas need them. */
class PostgresAlteredTableTest extends Faults {
  @Test
  void column_missing_saysWhatToDoAndWritesNothing() {
    Key key = rows.insert(Values.of("name", "a")).key();
    sql("ALTER TABLE rows DROP COLUMN count");
    String message =
        "[postgres] column \"count\" of relation \"rows\" does not exist: the table 'rows' is not"
            + " as its schema needs it: run the migrations, or undo what was altered by hand";
    assertThat(fault(false, true, () -> rows.insert(Values.of("name", "b")))).hasMessage(message);
    fault(false, true, () -> rows.select(key));
    fault(false, true, () -> rows.page(Query.all()));
    sql("ALTER TABLE rows ADD COLUMN count bigint DEFAULT 0");
    assertThat(names()).containsExactly("a");
    assertThat(rows.require(key).get("count")).isEqualTo(0L);
  }

  @Test
  void table_missing_saysWhatToDo() {
    sql("DROP TABLE children");
    assertThat(fault(false, true, () -> db.dao("children").page(Query.all())))
        .hasMessage(
            "[postgres] relation \"children\" does not exist: the table 'children' is not as its"
                + " schema needs it: run the migrations, or undo what was altered by hand");
  }

  @Test
  void column_ofAnotherType_isRefusedOrTheOutcomeIsSaidToBeUnknown() {
    Key parent = rows.insert(Values.of("name", "a")).key();
    sql("ALTER TABLE rows ALTER COLUMN name TYPE bigint USING 1");
    assertThat(fault(false, true, () -> rows.insert(Values.of("name", "b"))))
        .hasMessageContaining("is of type bigint but expression is of type character varying")
        .hasMessageContaining("run the migrations");
    assertThat(names()).containsExactly("1");
    sql(
        "ALTER TABLE children DROP CONSTRAINT children_row_fkey",
        "ALTER TABLE children ALTER COLUMN row_id TYPE text");
    DaoException.Fault unread =
        fault(false, false, () -> db.dao("children").insert(Values.of("row", parent)));
    assertThat(unread).hasMessageContaining("the table 'children' is not as its schema needs it");
    db.useTransaction(tx -> assertThat(tx.dao("rows").page(Query.all()).items()).hasSize(1));
  }

  @Test
  void number_outOfTheColumnsRange_isRefused() {
    sql("ALTER TABLE rows ALTER COLUMN count TYPE smallint");
    assertThat(fault(false, true, () -> rows.insert(Values.of("name", "b").and("count", 1L << 40))))
        .hasMessageContaining("smallint out of range")
        .hasMessageContaining("the table 'rows' is not as its schema needs it");
    assertThat(names()).isEmpty();
    rows.insert(Values.of("name", "b").and("count", 5L));
  }

  @Test
  void type_changedUnderATransactionsPreparedStatement_passes() {
    Key key = rows.insert(Values.of("name", "a")).key();
    try (Db one = open(config -> config.withPoolSize(1))) {
      for (int i = 0; i < 10; i++) {
        one.dao("rows").require(key);
      }
      sql("ALTER TABLE rows ALTER COLUMN count TYPE integer");
      assertThat(fault(true, true, () -> one.useTransaction(tx -> tx.dao("rows").require(key))))
          .hasMessageContaining("cached plan must not change result type");
      one.useTransaction(tx -> tx.dao("rows").require(key));
    }
  }

  @Test
  void constraint_unknown_isNamedWithoutTheRowsValues() {
    sql("ALTER TABLE rows ADD CONSTRAINT by_hand CHECK (count < 10)");
    assertThat(
            fault(
                false,
                true,
                () -> rows.insert(Values.of("name", "b").and("secret", "hush").and("count", 11L))))
        .hasMessage(
            "[postgres] new row for relation \"rows\" violates check constraint \"by_hand\": the"
                + " constraint 'by_hand' is not one of the schema's");
    sql("CREATE UNIQUE INDEX by_hand_too ON rows (secret)");
    rows.insert(Values.of("name", "c").and("secret", "hush"));
    DaoException.Fault clash =
        fault(false, true, () -> rows.insert(Values.of("name", "d").and("secret", "hush")));
    assertThat(clash).hasMessageContaining("the constraint 'by_hand_too' is not one of");
    assertThat(clash.getCause()).as("logged with it").hasMessageNotContaining("hush");
    assertThat(names()).containsExactly("c");
  }
}
