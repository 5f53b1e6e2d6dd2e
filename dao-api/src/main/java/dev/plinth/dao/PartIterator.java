/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks through what comes in parts, holding one of them. Not for use by several threads. */
final class PartIterator<R> implements Iterator<R> {
  private final Iterator<List<R>> parts;
  private Iterator<R> items = Collections.emptyIterator();

  PartIterator(Iterator<List<R>> parts) {
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && parts.hasNext()) {
      items = parts.next().iterator();
    }
    return items.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
