/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of one table from what {@link CassandraColumns#selected} selects. Immutable. */
final class CassandraRows {
  private final Table table;
  private final Clock clock;
  private final Column[] columns;
  private final TypeCodec<Object>[] codecs;

  CassandraRows(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.columns = table.columns().toArray(new Column[0]);
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    TypeCodec<Object>[] array = CassandraColumns.types(table.columns()).toArray(new TypeCodec[0]);
    this.codecs = array;
  }

  Instant now() {
    return clock.instant();
  }

  CassandraRow read(@Nullable Row row) {
    if (row == null) {
      return CassandraRow.ABSENT;
    }
    int first = columns.length;
    UUID version = row.get(first, CassandraColumns.UUID);
    Map<String, UUID> claims =
        row.isNull(first + 4) ? Map.of() : row.get(first + 4, CassandraColumns.CLAIMS);
    CassandraState state =
        new CassandraState(
            version,
            row.get(first + 1, CassandraColumns.UUID),
            row.get(first + 2, CassandraColumns.UUID),
            row.get(first + 3, CassandraColumns.UUID),
            claims == null ? Map.of() : claims,
            row.get(first + 5, CassandraColumns.INSTANT));
    return new CassandraRow(state, version == null ? null : entity(row, state));
  }

  private Entity entity(Row row, CassandraState state) {
    dev.plinth.dao.spi.Row values = table.newRow();
    for (int i = 0; i < columns.length; i++) {
      Object value = row.isNull(i) ? null : row.get(i, codecs[i]);
      if (value != null) {
        values.set(
            columns[i], value instanceof List<?> list ? Collections.unmodifiableList(list) : value);
      }
    }
    values.version(state);
    values.ttl(left(state.expires()));
    return values.toEntity();
  }

  /** Returns the time left until a moment in whole seconds, a second at least while it lasts. */
  private @Nullable Duration left(@Nullable Instant expires) {
    return expires == null
        ? null
        : Duration.ofSeconds(Duration.between(now(), expires).plusNanos(999_999_999).toSeconds());
  }

  /** Returns the entity as the next select will, once it is stored in this state. */
  Entity stored(Entity entity, CassandraState state) {
    List<String> names = entity.names();
    @Nullable Object[] slots = new @Nullable Object[names.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = entity.get(names.get(i));
    }
    return assembled(entity, state, slots);
  }

  @SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
  private Entity assembled(Entity entity, CassandraState state, @Nullable Object[] slots) {
    return table.type().assemble(slots, left(state.expires()), entity.workspace(), state);
  }

  static CassandraState state(Entity stored) {
    return (CassandraState)
        Objects.requireNonNull(stored.version(), "the row was not read from Cassandra");
  }
}
