/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.listOf;
import static dev.plinth.schema.Fields.mapOf;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Family;
import dev.plinth.dao.spi.Session;
import dev.plinth.schema.Entity;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database for tests of what goes wrong, and what all faults have in common. */
abstract class Faults {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .endpointKey("name")
          .field("id", Typedefs.id())
          .field("name", string().unique())
          .field("secret", string())
          .field("count", integer().defaultTo(0L))
          .field("words", listOf(string()))
          .field("limits", mapOf(string()))
          .build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("row", foreign("rows").onDelete(OnDelete.CASCADE))
          .build();

  final PostgresConfig config = TestDatabase.config();
  final Db db = open(one -> one);
  final Dao<Entity> rows = db.dao("rows");

  Db open(UnaryOperator<PostgresConfig> change) {
    return Db.on(PostgresStrategy.of(change.apply(config)))
        .schemas(ROWS, CHILDREN)
        .sweepEvery(Duration.ZERO)
        .open();
  }

  @BeforeEach
  void createTables() {
    db.createTables();
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** Runs statements as an operator would, past the framework. */
  void sql(String... statements) {
    try (PostgresStrategy operator = PostgresStrategy.of(config);
        Session session = operator.connector().orElseThrow().open()) {
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }

  /** Returns the names in the table as an operator sees them. */
  List<Object> names() {
    try (PostgresStrategy operator = PostgresStrategy.of(config);
        Session session = operator.connector().orElseThrow().open()) {
      List<Object> names = new ArrayList<>();
      for (var row : session.query("SELECT name FROM rows ORDER BY name")) {
        names.add(String.valueOf(row.get("name")));
      }
      return names;
    }
  }

  static DaoException.Fault fault(boolean retryable, boolean outcomeKnown, ThrowingCallable call) {
    DaoException.Fault fault = catchThrowableOfType(DaoException.Fault.class, call);
    assertThat(fault).as("a fault").isNotNull();
    assertThat(fault.family()).isEqualTo(Family.FAULT);
    assertThat(fault.code()).isEqualTo(ErrorCode.DATABASE_ERROR);
    assertThat(fault.strategy()).contains("postgres");
    assertThat(fault.isRetryable()).as("retryable: %s", fault).isEqualTo(retryable);
    assertThat(fault.isOutcomeKnown()).as("outcome known: %s", fault).isEqualTo(outcomeKnown);
    assertThat(fault.getMessage())
        .startsWith("[postgres] ")
        .doesNotContain("Exception", "hush", "\n");
    return fault;
  }
}
