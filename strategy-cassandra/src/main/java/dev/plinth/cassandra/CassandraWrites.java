/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write one table and the claims of its unique values. All but the truncating
 * ones are conditional, and none is an {@code INSERT}, which would leave a marker that keeps a row
 * of nulls alive. Immutable.
 */
final class CassandraWrites {
  /** How long a fence stays: far longer than any write can be under way. In seconds. */
  private static final int FENCE_SECONDS = 86_400;

  private static final String AS_EXPECTED =
      " IF " + CassandraNames.VERSION + " = ? AND " + CassandraNames.FENCE + " = ?";
  private static final TypeCodec<Object> ID = CassandraColumns.any(CassandraColumns.UUID);
  private static final TypeCodec<Object> WORD = CassandraColumns.any(CassandraColumns.TEXT);

  private final List<Column> others;
  private final CassandraTerms terms;
  private final CassandraCql insert;
  private final CassandraCql update;
  private final CassandraCql fence;
  private final CassandraCql reap;
  private final CassandraCql mark;
  private final CassandraCql unmark;
  private final CassandraCql delete;
  private final CassandraCql erase;
  private final CassandraCql claim;
  private final CassandraCql reclaim;
  private final CassandraCql release;
  private final CassandraCql truncate;
  private final CassandraCql truncateClaims;

  CassandraWrites(
      CassandraSessions sessions, Table table, CassandraColumns columns, CassandraTerms terms) {
    this.others = columns.others();
    this.terms = terms;
    String update = "UPDATE " + columns.name();
    String where = " WHERE " + columns.key();
    String values =
        (others.isEmpty() ? "" : CassandraColumns.assigned(others, ", ") + ", ")
            + set(
                CassandraNames.VERSION,
                CassandraNames.CLAIMS,
                CassandraNames.EXPIRES,
                CassandraNames.TERMS);
    List<TypeCodec<Object>> valueTypes = new ArrayList<>(CassandraColumns.types(others));
    valueTypes.addAll(
        List.of(
            ID,
            CassandraColumns.any(CassandraColumns.CLAIMS),
            CassandraColumns.any(CassandraColumns.INSTANT),
            CassandraColumns.any(CassandraColumns.TERMS)));
    List<TypeCodec<Object>> key = columns.keyTypes();
    Maker maker = new Maker(sessions, table.name());
    this.insert =
        maker.conditional(
            update
                + " SET "
                + values
                + ", "
                + set(CassandraNames.BORN, CassandraNames.DELETING)
                + where
                + AS_EXPECTED,
            valueTypes,
            List.of(ID, ID),
            key,
            List.of(ID, ID));
    this.update =
        maker.conditional(
            update + " SET " + values + where + AS_EXPECTED, valueTypes, key, List.of(ID, ID));
    String fencing = update + " USING TTL " + FENCE_SECONDS + " SET " + set(CassandraNames.FENCE);
    this.fence =
        maker.conditional(fencing + where + AS_EXPECTED, List.of(ID), key, List.of(ID, ID));
    this.reap =
        maker.conditional(
            fencing + ", " + nulls() + where + AS_EXPECTED, List.of(ID), key, List.of(ID, ID));
    this.mark =
        maker.conditional(
            update + " SET " + set(CassandraNames.DELETING) + where + AS_EXPECTED,
            List.of(ID),
            key,
            List.of(ID, ID));
    String marked = " AND " + CassandraNames.DELETING + " = ?";
    this.unmark =
        maker.conditional(
            update
                + " SET "
                + CassandraNames.DELETING
                + " = null"
                + where
                + " IF "
                + CassandraNames.DELETING
                + " = ?",
            key,
            List.of(ID));
    this.delete =
        maker.conditional(
            "DELETE FROM " + columns.name() + where + AS_EXPECTED + marked,
            key,
            List.of(ID, ID, ID));
    this.erase =
        maker.conditional(
            update + " SET " + nulls() + where + AS_EXPECTED + marked, key, List.of(ID, ID, ID));
    String claimed =
        "UPDATE "
            + columns.claims()
            + " SET owner = ?, claim_id = ? WHERE field = ? AND value = ? IF ";
    this.claim =
        maker.conditional(
            claimed + "owner = null AND claim_id = null", List.of(WORD, ID, WORD, WORD));
    this.reclaim =
        maker.conditional(
            claimed + "owner = ? AND claim_id = ?", List.of(WORD, ID, WORD, WORD, WORD, ID));
    this.release =
        maker.conditional(
            "DELETE FROM " + columns.claims() + " WHERE field = ? AND value = ? IF claim_id = ?",
            List.of(WORD, WORD, ID));
    this.truncate = maker.plain("TRUNCATE " + columns.name());
    this.truncateClaims = maker.plain("TRUNCATE " + columns.claims());
  }

  /** Makes statements over one table. */
  private record Maker(CassandraSessions sessions, String table) {
    @SafeVarargs
    final CassandraCql conditional(String text, List<TypeCodec<Object>>... parameters) {
      List<TypeCodec<Object>> all = new ArrayList<>();
      for (List<TypeCodec<Object>> some : parameters) {
        all.addAll(some);
      }
      return new CassandraCql(sessions, table, text, CassandraCql.Kind.CONDITIONAL, all);
    }

    CassandraCql plain(String text) {
      return new CassandraCql(sessions, table, text, CassandraCql.Kind.PLAIN, List.of());
    }
  }

  private static String set(String... names) {
    return String.join(" = ?, ", names) + " = ?";
  }

  /** Sets all to null but for the fence. */
  private String nulls() {
    List<String> names = new ArrayList<>();
    others.forEach(column -> names.add(CassandraNames.quoted(column.name())));
    names.addAll(
        List.of(
            CassandraNames.VERSION,
            CassandraNames.BORN,
            CassandraNames.DELETING,
            CassandraNames.CLAIMS,
            CassandraNames.EXPIRES,
            CassandraNames.TERMS));
    return String.join(" = null, ", names) + " = null";
  }

  /** What is to be written of a row: its values, and the state it will be in. */
  record Content(Entity entity, CassandraState state) {}

  private @Nullable Object[] values(
      Content content, boolean insert, Object[] key, CassandraState expected) {
    List<@Nullable Object> values = new ArrayList<>(others.size() + key.length + 8);
    for (Column column : others) {
      values.add(column.get(content.entity));
    }
    CassandraState state = content.state;
    Map<String, UUID> claims = state.claims();
    values.add(state.version());
    values.add(claims.isEmpty() ? null : claims);
    values.add(state.expires());
    values.add(terms.of(content.entity));
    if (insert) {
      values.add(state.born());
      values.add(null);
    }
    values.addAll(Arrays.asList(key));
    values.add(expected.version());
    values.add(expected.fence());
    return values.toArray();
  }

  /** Writes a row that is not there for readers. */
  boolean insert(Content content, Object[] key, CassandraState expected) {
    return insert.applies(values(content, true, key, expected));
  }

  boolean update(Content content, Object[] key, CassandraState expected) {
    return update.applies(values(content, false, key, expected));
  }

  /** Makes every conditional write fail that was begun in the state expected. */
  boolean fence(UUID by, Object[] key, CassandraState expected) {
    return fence.applies(with(key, by, expected.version(), expected.fence()));
  }

  /** Removes what a row that has expired holds, and fences it. */
  boolean reap(UUID by, Object[] key, CassandraState expected) {
    return reap.applies(with(key, by, expected.version(), expected.fence()));
  }

  boolean mark(UUID by, Object[] key, CassandraState expected) {
    return mark.applies(with(key, by, expected.version(), expected.fence()));
  }

  boolean unmark(Object[] key, UUID mark) {
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(key));
    values.add(mark);
    return unmark.applies(values.toArray());
  }

  /** Removes a row; one that is fenced stays as the fence alone. */
  boolean delete(Object[] key, CassandraState expected, @Nullable UUID mark) {
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(key));
    values.add(expected.version());
    values.add(expected.fence());
    values.add(mark);
    return (expected.fence() == null ? delete : erase).applies(values.toArray());
  }

  private static @Nullable Object[] with(
      Object[] key, UUID first, @Nullable UUID version, @Nullable UUID fence) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(first);
    values.addAll(Arrays.asList(key));
    values.add(version);
    values.add(fence);
    return values.toArray();
  }

  /** Returns the statement that takes a claim that nobody holds. */
  CassandraCql claim() {
    return claim;
  }

  /** Returns the statement that takes a claim over from its owner. */
  CassandraCql reclaim() {
    return reclaim;
  }

  /** Returns the statement that gives a claim back. */
  CassandraCql release() {
    return release;
  }

  void truncate(boolean withClaims) {
    truncate.run();
    if (withClaims) {
      truncateClaims.run();
    }
  }
}
