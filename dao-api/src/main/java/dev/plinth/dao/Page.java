/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some entities of a query, and where the next ones start. Never empty unless the query is.
 * Immutable.
 */
public final class Page<R> implements Iterable<R> {
  private final List<R> items;
  private final @Nullable Offset next;

  Page(List<R> items, @Nullable Offset next) {
    this.items = List.copyOf(items);
    this.next = next;
  }

  /** Returns the entities. */
  public List<R> items() {
    return items;
  }

  /** Returns where the next page starts; empty on the last one. */
  public Optional<Offset> next() {
    return Optional.ofNullable(next);
  }

  /** Returns the page with another view of its entities. */
  public <S> Page<S> map(Function<? super R, ? extends S> function) {
    return new Page<>(items.stream().<S>map(function).toList(), next);
  }

  @Override
  public Iterator<R> iterator() {
    return items.iterator();
  }
}
