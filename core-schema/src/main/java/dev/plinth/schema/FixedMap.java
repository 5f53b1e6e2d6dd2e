/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small map over an array that nobody else has, keys and values in turn, in the order in which
 * they came. Immutable.
 */
final class FixedMap extends AbstractMap<@Nullable Object, @Nullable Object> {
  /** Up to here looking at each key is no slower than hashing. */
  private static final int SMALL = 8;

  private final @Nullable Object[] entries;

  private FixedMap(@Nullable Object[] entries) {
    this.entries = entries;
  }

  /**
   * Returns an immutable map of keys and values in turn, the later where a key comes again; the
   * array is given away.
   */
  static Map<@Nullable Object, @Nullable Object> of(@Nullable Object[] entries) {
    FixedMap small = new FixedMap(entries);
    if (entries.length <= 2 * SMALL && small.hasDifferentKeys()) {
      return small;
    }
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>(entries.length);
    for (int i = 0; i < entries.length; i += 2) {
      map.put(entries[i], entries[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Returns the keys and values themselves; whoever gets them must not change them. */
  @Nullable Object[] entries() {
    return entries;
  }

  private boolean hasDifferentKeys() {
    for (int i = 2; i < entries.length; i += 2) {
      if (indexOf(entries[i]) < i) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(@Nullable Object key) {
    for (int i = 0; i < entries.length; i += 2) {
      if (Objects.equals(entries[i], key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return entries.length / 2;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : entries[index + 1];
  }

  @Override
  public void forEach(BiConsumer<? super @Nullable Object, ? super @Nullable Object> action) {
    for (int i = 0; i < entries.length; i += 2) {
      action.accept(entries[i], entries[i + 1]);
    }
  }

  @Override
  public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<@Nullable Object, @Nullable Object>> {
    @Override
    public int size() {
      return FixedMap.this.size();
    }

    @Override
    public Iterator<Map.Entry<@Nullable Object, @Nullable Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < entries.length;
        }

        @Override
        public Map.Entry<@Nullable Object, @Nullable Object> next() {
          if (next >= entries.length) {
            throw new NoSuchElementException();
          }
          next += 2;
          return new SimpleImmutableEntry<>(entries[next - 2], entries[next - 1]);
        }
      };
    }
  }
}
