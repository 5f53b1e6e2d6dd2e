/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.schema.Entity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query by the driver's own pages: while one is worked on the server reads the next.
 * Nothing is sent before the first is asked for. Not for use by several threads.
 */
final class CassandraWalk implements Iterator<List<Entity>> {
  private final CassandraCql cql;
  private final CassandraRows rows;
  private final Predicate<CassandraRow> filter;
  private final int pageSize;
  private final Object[] values;
  private @Nullable CompletionStage<AsyncResultSet> next;
  private boolean over;

  CassandraWalk(
      CassandraCql cql,
      CassandraRows rows,
      Predicate<CassandraRow> filter,
      int pageSize,
      Object[] values) {
    this.cql = cql;
    this.rows = rows;
    this.filter = filter;
    this.pageSize = pageSize;
    this.values = values;
  }

  @Override
  public boolean hasNext() {
    return !over;
  }

  @Override
  public List<Entity> next() {
    if (over) {
      throw new NoSuchElementException();
    }
    AsyncResultSet page = cql.await(next == null ? cql.startPage(pageSize, values) : next);
    over = !page.hasMorePages();
    next = over ? null : page.fetchNextPage();
    return found(page);
  }

  private List<Entity> found(AsyncResultSet page) {
    List<Entity> found = new ArrayList<>(page.remaining());
    try {
      for (Row one : page.currentPage()) {
        CassandraRow row = rows.read(one);
        if (filter.test(row)) {
          found.add(row.values());
        }
      }
    } catch (RuntimeException e) {
      throw cql.failure(e);
    }
    return found;
  }
}
