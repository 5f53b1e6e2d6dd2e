/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of one table by a key: by the primary one in their partition; by a unique value
 * through the claim on it, which names the row, and the row has to hold the value. Safe for use by
 * many threads.
 */
final class CassandraLookup {
  private static final int ROUNDS = 3;
  private static final int IN_FLIGHT = 128;

  private final Table table;
  private final CassandraReads reads;
  private final CassandraRows rows;

  CassandraLookup(Table table, CassandraReads reads, CassandraRows rows) {
    this.table = table;
    this.reads = reads;
    this.rows = rows;
  }

  @Nullable Entity select(Index index, Key key) {
    return live(row(index, key));
  }

  private @Nullable Entity live(CassandraRow row) {
    return row.state().isLive(rows.now()) ? row.entity() : null;
  }

  /**
   * Returns the row with a key, be it that it has expired. A claim whose owner does not hold the
   * value is read again: when it is another by now, the value has moved on meanwhile.
   */
  CassandraRow row(Index index, Key key) {
    if (index.kind() == Index.Kind.PRIMARY) {
      return reads.row(key);
    }
    String value = CassandraTerms.unique(table, index, key);
    CassandraReads.Claim seen = null;
    for (int round = 0; round < ROUNDS; round++) {
      CassandraReads.Claim claim = reads.claim(index, value);
      if (claim == null || claim.equals(seen)) {
        return CassandraRow.ABSENT;
      }
      CassandraRow row = reads.row(KeyPositions.decode(table, claim.owner()));
      if (holds(table, row, index, value)) {
        return row;
      }
      seen = claim;
    }
    return CassandraRow.ABSENT;
  }

  /** Says whether a row has a value in a unique index. */
  static boolean holds(Table table, CassandraRow row, Index index, String value) {
    Key held = row.entity() == null ? null : table.keyIn(index, row.entity());
    return held != null && CassandraTerms.unique(table, index, held).equals(value);
  }

  /** Finds many rows, a bounded number of reads under way at a time. */
  Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    List<@Nullable Entity> found =
        index.kind() == Index.Kind.PRIMARY ? byPrimary(keys) : byValue(index, keys);
    Map<Key, Entity> byKey = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Entity entity = found.get(i);
      if (entity != null) {
        byKey.put(keys.get(i), entity);
      }
    }
    return byKey;
  }

  private List<@Nullable Entity> byPrimary(List<Key> keys) {
    List<@Nullable Entity> found = new ArrayList<>(keys.size());
    overlapping(
        keys.size(),
        i -> reads.byKey().start(CassandraReads.parts(keys.get(i))),
        (i, begun) -> found.add(live(rows.read(reads.byKey().await(begun).one()))));
    return found;
  }

  /**
   * Reads the claims together, then their owners; the few that do not match are looked up again.
   */
  private List<@Nullable Entity> byValue(Index index, List<Key> keys) {
    List<String> values =
        keys.stream().map(key -> CassandraTerms.unique(table, index, key)).toList();
    List<CassandraReads.@Nullable Claim> claims = new ArrayList<>(keys.size());
    overlapping(
        keys.size(),
        i -> reads.claim().start(index.name(), values.get(i)),
        (i, begun) -> claims.add(CassandraReads.claim(reads.claim().await(begun).one())));
    List<Integer> places = new ArrayList<>();
    List<@Nullable Entity> found = new ArrayList<>(keys.size());
    for (int i = 0; i < claims.size(); i++) {
      found.add(null);
      if (claims.get(i) != null) {
        places.add(i);
      }
    }
    overlapping(
        places.size(),
        i ->
            reads
                .byKey()
                .start(
                    CassandraReads.parts(
                        KeyPositions.decode(
                            table,
                            java.util.Objects.requireNonNull(claims.get(places.get(i))).owner()))),
        (i, begun) -> {
          int place = places.get(i);
          CassandraRow row = rows.read(reads.byKey().await(begun).one());
          found.set(
              place,
              holds(table, row, index, values.get(place))
                  ? live(row)
                  : select(index, keys.get(place)));
        });
    return found;
  }

  private interface Begin {
    CompletionStage<AsyncResultSet> begin(int i);
  }

  private interface End {
    void end(int i, CompletionStage<AsyncResultSet> begun);
  }

  private static void overlapping(int count, Begin begin, End end) {
    Queue<CompletionStage<AsyncResultSet>> begun = new ArrayDeque<>();
    int ended = 0;
    for (int i = 0; i < count; i++) {
      if (begun.size() == IN_FLIGHT) {
        end.end(ended++, begun.remove());
      }
      begun.add(begin.begin(i));
    }
    while (!begun.isEmpty()) {
      end.end(ended++, begun.remove());
    }
  }
}
