/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The slices of a scan, each read when it is asked for. Not for use by several threads. */
final class Slices implements Iterator<List<Entity>> {
  private final EntityStore store;
  private @Nullable Scan next;

  Slices(EntityStore store, Scan scan) {
    this.store = store;
    this.next = scan;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<Entity> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Slice slice = store.page(next);
    next = slice.position() == null ? null : next.from(slice.position());
    return slice.entities();
  }
}
