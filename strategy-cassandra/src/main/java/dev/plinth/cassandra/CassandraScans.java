/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pages through the rows of one table, in the order of the tokens of their partitions. A page goes
 * on behind the key of the last row, so that a row that stays is neither skipped nor met twice, and
 * it is filled up where rows are not there for readers. Safe for use by many threads.
 */
final class CassandraScans {
  private static final int MOST_FETCHED = 5_000;

  private final CassandraSessions sessions;
  private final Table table;
  private final CassandraReads reads;
  private final CassandraRows rows;
  private final CassandraLookup lookup;

  CassandraScans(
      CassandraSessions sessions,
      Table table,
      CassandraReads reads,
      CassandraRows rows,
      CassandraLookup lookup) {
    this.sessions = sessions;
    this.table = table;
    this.reads = reads;
    this.rows = rows;
    this.lookup = lookup;
  }

  Slice page(Scan scan) {
    Key after = scan.position() == null ? null : KeyPositions.decode(table, scan.position());
    Index index = scan.index();
    if (index != null && isByValue(index)) {
      return one(scan, index, after);
    }
    List<String> terms = terms(scan, index);
    int wanted = scan.size() + 1;
    if (scan.tags().size() < 2 || scan.isAllTags()) {
      scan.tags().forEach(tag -> terms.add(CassandraTerms.tag(tag)));
      return slice(scan, collect(terms, after, wanted, visible(scan)));
    }
    if (table.primary().columns().size() > 1) {
      return slice(
          scan, collect(terms, after, wanted, visible(scan).and(row -> isTagged(scan, row))));
    }
    return slice(scan, any(scan, terms, after, wanted));
  }

  /** Says whether rows are found through the claim on a value; there is one at most. */
  private boolean isByValue(Index index) {
    return index.isUnique() && !CassandraTerms.isReference(table, index);
  }

  private List<String> terms(Scan scan, @Nullable Index index) {
    List<String> terms = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    java.util.UUID workspace = scan.workspace();
    if (index != null) {
      KeyParts.add(parts, Objects.requireNonNull(scan.key(), "key"));
      if (index.isByWorkspace()) {
        workspace = (java.util.UUID) parts.remove(0);
      }
      terms.add(CassandraTerms.field(index.fields().get(0), parts));
    }
    if (workspace != null) {
      terms.add(CassandraTerms.workspace(workspace));
    }
    return terms;
  }

  private Predicate<CassandraRow> visible(Scan scan) {
    return scan.isWithExpired()
        ? row -> row.state().isThere()
        : row -> row.state().isLive(rows.now());
  }

  private static boolean isTagged(Scan scan, CassandraRow row) {
    Set<?> tags =
        row.values().get("tags") instanceof Collection<?> all ? Set.copyOf(all) : Set.of();
    return scan.isAllTags()
        ? tags.containsAll(scan.tags())
        : scan.tags().stream().anyMatch(tags::contains);
  }

  /** By a unique value there is one row at most. */
  private Slice one(Scan scan, Index index, @Nullable Key after) {
    CassandraRow row = lookup.row(index, Objects.requireNonNull(scan.key(), "key"));
    boolean fits =
        after == null
            && visible(scan).test(row)
            && (scan.workspace() == null || scan.workspace().equals(row.values().workspace()))
            && (scan.tags().isEmpty() || isTagged(scan, row));
    return new Slice(fits ? List.of(row.values()) : List.of(), null);
  }

  private Slice slice(Scan scan, List<Entity> found) {
    if (found.size() <= scan.size()) {
      return new Slice(found, null);
    }
    List<Entity> page = found.subList(0, scan.size());
    return new Slice(page, KeyPositions.encode(primaryKey(page.get(page.size() - 1))));
  }

  private Key primaryKey(Entity entity) {
    return Objects.requireNonNull(table.keyIn(table.primary(), entity), "primary key");
  }

  private List<Entity> collect(
      List<String> terms, @Nullable Key after, int wanted, Predicate<CassandraRow> filter) {
    List<Entity> found = new ArrayList<>();
    if (after == null) {
      collect(terms, CassandraReads.Part.ALL, List.of(), wanted, filter, found);
      return found;
    }
    List<Object> key = new ArrayList<>();
    KeyParts.add(key, after);
    if (key.size() > 1) {
      collect(terms, CassandraReads.Part.SAME_PARTITION, key, wanted, filter, found);
    }
    if (found.size() < wanted) {
      collect(
          terms, CassandraReads.Part.LATER_PARTITIONS, key.subList(0, 1), wanted, filter, found);
    }
    return found;
  }

  private void collect(
      List<String> terms,
      CassandraReads.Part part,
      List<Object> key,
      int wanted,
      Predicate<CassandraRow> filter,
      List<Entity> found) {
    CassandraCql cql = reads.scan(terms.size(), part);
    List<Object> values = new ArrayList<>(terms);
    values.addAll(key);
    try {
      for (Row one : cql.page(fetched(wanted), values.toArray())) {
        CassandraRow row = rows.read(one);
        if (filter.test(row)) {
          found.add(row.values());
          if (found.size() == wanted) {
            return;
          }
        }
      }
    } catch (RuntimeException e) {
      throw cql.failure(e);
    }
  }

  /**
   * Returns how many rows to fetch at a time so that the last time is no smaller than the others.
   */
  private static int fetched(int wanted) {
    int times = (wanted + MOST_FETCHED - 1) / MOST_FETCHED;
    return (wanted + times - 1) / times;
  }

  /**
   * Returns all rows of a scan from its start, by the driver's own pages, the next of which is
   * always under way; null when the scan is of another kind.
   */
  @Nullable Iterator<List<Entity>> each(Scan scan) {
    Index index = scan.index();
    if ((index != null && isByValue(index))
        || scan.position() != null
        || (scan.tags().size() > 1 && !scan.isAllTags())) {
      return null;
    }
    List<String> terms = terms(scan, index);
    scan.tags().forEach(tag -> terms.add(CassandraTerms.tag(tag)));
    CassandraCql cql = reads.scan(terms.size(), CassandraReads.Part.ALL);
    return new CassandraWalk(cql, rows, visible(scan), fetched(scan.size()), terms.toArray());
  }

  /**
   * Returns the rows with one of the tags: the first of each tag, put in the order of their tokens,
   * as each of the lists is.
   */
  private List<Entity> any(Scan scan, List<String> terms, @Nullable Key after, int wanted) {
    Map<Key, Entity> found = new LinkedHashMap<>();
    for (String tag : scan.tags()) {
      List<String> all = new ArrayList<>(terms);
      all.add(CassandraTerms.tag(tag));
      collect(all, after, wanted, visible(scan))
          .forEach(entity -> found.put(primaryKey(entity), entity));
    }
    TokenMap tokens =
        sessions
            .open()
            .getMetadata()
            .getTokenMap()
            .orElseThrow(() -> new IllegalStateException("the driver's token map is switched off"));
    TypeCodec<Object> codec = CassandraTypes.codec(table.primary().columns().get(0).type());
    var version = sessions.open().getContext().getProtocolVersion();
    Map<Key, Token> places = new LinkedHashMap<>();
    found
        .keySet()
        .forEach(
            key ->
                places.put(
                    key,
                    tokens.newToken(
                        Objects.requireNonNull(codec.encode(key.part(0), version), "token"))));
    return found.entrySet().stream()
        .sorted(
            java.util.Comparator.comparing(
                entry -> Objects.requireNonNull(places.get(entry.getKey()))))
        .limit(wanted)
        .map(Map.Entry::getValue)
        .toList();
  }
}
