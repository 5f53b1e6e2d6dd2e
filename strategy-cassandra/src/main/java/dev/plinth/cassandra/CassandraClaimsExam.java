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
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Finds claims whose owner does not have the value. They are in nobody's way: the next who wants
 * the value takes them over. Safe for use by many threads.
 */
final class CassandraClaimsExam implements CassandraDoctor.Exam {
  private static final int FETCHED = 500;

  private final Table table;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraDoctor.Ages ages;
  private final CassandraCql claims;

  CassandraClaimsExam(
      CassandraSessions sessions, CassandraStatements statements, CassandraDoctor.Ages ages) {
    this.table = statements.table();
    this.reads = statements.reads();
    this.writes = statements.writes();
    this.ages = ages;
    this.claims =
        new CassandraCql(
            sessions,
            table.name(),
            "SELECT field, value, owner, claim_id, WRITETIME(claim_id) FROM "
                + new CassandraColumns(sessions.config().keyspace(), table).claims(),
            CassandraCql.Kind.READ,
            List.of());
  }

  /** A claim, with the index and the value it is about. */
  private record Held(Index index, String value, Key owner, UUID id) {}

  @Override
  public void examine(Consumer<Finding> findings) {
    try {
      for (Row row : claims.page(FETCHED)) {
        held(row).filter(this::isIdle).ifPresent(held -> findings.accept(finding(held)));
      }
    } catch (DaoException e) {
      throw e;
    } catch (RuntimeException e) {
      throw claims.failure(e);
    }
  }

  /** Returns the claim of a row of the table, unless it is young, or of an index that is gone. */
  private Optional<Held> held(Row row) {
    CassandraReads.Claim claim = CassandraReads.claim(row);
    String name = row.getString("field");
    if (claim == null || !ages.isSettled(row.get(4, TypeCodecs.BIGINT))) {
      return Optional.empty();
    }
    return table.indexes().stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .map(
            index ->
                new Held(
                    index,
                    Objects.requireNonNull(row.getString("value"), "value"),
                    KeyPositions.decode(table, claim.owner()),
                    claim.id()));
  }

  private boolean isIdle(Held held) {
    return !CassandraLookup.holds(table, reads.row(held.owner), held.index, held.value);
  }

  private Finding finding(Held held) {
    return new Finding(
        "claim-without-row",
        table.name(),
        held.owner.toString(),
        "has a claim on a value of "
            + held.index.fields()
            + " that the row does not have: left by a writer that crashed",
        "fence the row and remove the claim",
        () -> isRemoved(held));
  }

  /** Fences the owner, so that a writer that counts on the claim fails, then removes it. */
  private boolean isRemoved(Held held) {
    CassandraReads.Claim now = reads.claim(held.index, held.value);
    if (now == null || !now.id().equals(held.id)) {
      return true;
    }
    CassandraRow row = reads.settled(held.owner);
    if (CassandraLookup.holds(table, row, held.index, held.value)) {
      return true;
    }
    return writes.fence(UUID.randomUUID(), CassandraReads.parts(held.owner), row.state())
        && writes.release().applies(held.index.name(), held.value, held.id);
  }
}
