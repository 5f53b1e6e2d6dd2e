/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that do not have the claims on their unique values, that refer to nothing, or that are
 * marked by a delete that nobody goes on with. Safe for use by many threads.
 */
final class CassandraRowsExam implements CassandraDoctor.Exam {
  private static final int FETCHED = 500;

  private final Table table;
  private final CassandraStore store;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraRows rows;
  private final CassandraParents parents;
  private final CassandraDoctor.Ages ages;
  private final CassandraCql times;

  CassandraRowsExam(
      CassandraSessions sessions,
      CassandraStatements statements,
      CassandraStore store,
      CassandraDoctor.Ages ages) {
    this.table = statements.table();
    this.store = store;
    this.reads = statements.reads();
    this.writes = statements.writes();
    this.rows = statements.rows();
    this.parents = statements.parents();
    this.ages = ages;
    CassandraColumns columns = new CassandraColumns(sessions.config().keyspace(), table);
    this.times =
        new CassandraCql(
            sessions,
            table.name(),
            "SELECT WRITETIME("
                + CassandraNames.VERSION
                + "), WRITETIME("
                + CassandraNames.DELETING
                + ") FROM "
                + columns.name()
                + " WHERE "
                + columns.key(),
            CassandraCql.Kind.READ,
            columns.keyTypes());
  }

  @Override
  public void examine(Consumer<Finding> findings) {
    CassandraCql all = reads.scan(0, CassandraReads.Part.ALL);
    try {
      for (Row one : all.page(FETCHED)) {
        CassandraRow row = rows.read(one);
        if (row.state().isThere()) {
          examine(key(row), row, findings);
        }
      }
    } catch (DaoException e) {
      throw e;
    } catch (RuntimeException e) {
      throw all.failure(e);
    }
  }

  private Key key(CassandraRow row) {
    return Objects.requireNonNull(table.keyIn(table.primary(), row.values()), "primary key");
  }

  private void examine(Key key, CassandraRow row, Consumer<Finding> findings) {
    UUID mark = row.state().deleting();
    if (mark != null && ages.isOld(time(key, 1))) {
      findings.accept(marked(key, mark));
    }
    for (Index index : table.indexes()) {
      if (index.isUnique() && index.kind() != Index.Kind.PRIMARY && lacksClaim(key, row, index)) {
        findings.accept(unclaimed(key, index));
      }
    }
    for (Reference reference : parents.dangling(row.values())) {
      if (ages.isSettled(time(key, 0)) && isSame(key, row)) {
        findings.accept(orphan(key, row, reference));
      }
    }
  }

  private @Nullable Long time(Key key, int column) {
    Row row = times.one(CassandraReads.parts(key));
    return row == null ? null : row.get(column, TypeCodecs.BIGINT);
  }

  private boolean isSame(Key key, CassandraRow row) {
    return Objects.equals(reads.settled(key).state().version(), row.state().version());
  }

  private Finding marked(Key key, UUID mark) {
    return new Finding(
        "mark",
        table.name(),
        key.toString(),
        "is marked as being deleted, and nobody goes on with that",
        "take the mark off; the row stays",
        () -> {
          writes.unmark(CassandraReads.parts(key), mark);
          return !mark.equals(reads.settled(key).state().deleting());
        });
  }

  /** Says whether a row has a value, and no claim on it or one that names another row. */
  private boolean lacksClaim(Key key, CassandraRow row, Index index) {
    Key value = table.keyIn(index, row.values());
    return value != null
        && !isOwner(key, index, value)
        && isSame(key, row)
        && !isOwner(key, index, value)
        && isSame(key, row);
  }

  private boolean isOwner(Key key, Index index, Key value) {
    CassandraReads.Claim claim = reads.claim(index, CassandraTerms.unique(table, index, value));
    return claim != null && claim.owner().equals(KeyPositions.encode(key));
  }

  private Finding unclaimed(Key key, Index index) {
    return new Finding(
        "row-without-claim",
        table.name(),
        key.toString(),
        "has a value of "
            + index.fields()
            + " without the claim on it: a bug, or somebody has written to the tables by hand",
        "take the claim; where another row has the value too, change it in one of them",
        () -> isClaimed(key, index));
  }

  /** Writes the row as it is, as if it had no claim on the value; a live holder's is respected. */
  private boolean isClaimed(Key key, Index index) {
    CassandraRow row = reads.settled(key);
    if (!store.isLive(row) || !lacksClaim(key, row, index)) {
      return true;
    }
    CassandraState state = row.state();
    Map<String, UUID> claims = new HashMap<>(state.claims());
    claims.remove(index.name());
    var stripped =
        rows.stored(
            row.values(),
            new CassandraState(
                state.version(),
                state.fence(),
                state.born(),
                state.deleting(),
                Map.copyOf(claims),
                state.expires()));
    try {
      store.update(new Update(table, stripped, stripped, true));
      return true;
    } catch (DaoException.Duplicate | DaoException.Changed e) {
      return false;
    }
  }

  private Finding orphan(Key key, CassandraRow row, Reference reference) {
    return new Finding(
        "orphan",
        table.name(),
        key.toString(),
        "refers by '" + reference.field() + "' to a row that is not there",
        new CassandraOrphan(store, reference, row).remedy(),
        () -> {
          CassandraRow now = reads.settled(key);
          List<Reference> dangling =
              now.state().isThere() ? parents.dangling(now.values()) : List.of();
          return !dangling.contains(reference)
              || (ages.isSettled(time(key, 0))
                  && new CassandraOrphan(store, reference, now).heals());
        });
  }
}
