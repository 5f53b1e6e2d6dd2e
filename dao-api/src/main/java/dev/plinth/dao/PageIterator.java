/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks through a query, holding one page at a time. Not for use by several threads. */
final class PageIterator<R> implements Iterator<R> {
  private final Dao<R> dao;
  private @Nullable Query query;
  private @Nullable Iterator<R> items;

  PageIterator(Dao<R> dao, Query query) {
    this.dao = dao;
    this.query = query;
  }

  @Override
  public boolean hasNext() {
    while ((items == null || !items.hasNext()) && query != null) {
      Page<R> page = dao.page(query);
      Query current = query;
      items = page.iterator();
      query = page.next().map(current::after).orElse(null);
    }
    return items != null && items.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext() || items == null) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
