/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Change;
import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of a step, as a tree of lists, maps and plain values that is equal on all stores. Of a
 * time to live only its kind is in it, for it runs on between one store and the other.
 */
record Outcome(@Nullable Object tree) {
  /** The times to live that steps use, in seconds; far apart, so that what is left tells which. */
  static final List<Long> TTLS = List.of(1L, 1_000L, 100_000L, 10_000_000L);

  /** Returns what came of the work, be it a refusal. */
  static Outcome of(Supplier<? extends @Nullable Object> work) {
    try {
      return new Outcome(plain(work.get()));
    } catch (DaoException e) {
      Map<String, @Nullable Object> refusal = new LinkedHashMap<>();
      refusal.put("code", e.code().name());
      refusal.put("title", e.title());
      refusal.put("message", e.message());
      refusal.put("fields", plain(e.fields()));
      return new Outcome(refusal);
    } catch (RuntimeException e) {
      Map<String, @Nullable Object> failure = new LinkedHashMap<>();
      failure.put("failure", e.getClass().getName());
      failure.put("message", String.valueOf(e.getMessage()));
      return new Outcome(failure);
    }
  }

  /** Returns whether the step was refused, or failed. */
  boolean isRefusal() {
    return tree instanceof Map<?, ?> map && map.containsKey("message");
  }

  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Outcome outcome) {
      return outcome.tree();
    }
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof Entity entity) {
      return row(entity);
    }
    if (value instanceof Change change) {
      return change(change);
    }
    if (value instanceof Struct struct) {
      return plain(struct.toValues().toMap());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new TreeMap<>();
      map.forEach((key, one) -> plain.put(String.valueOf(key), plain(one)));
      return plain;
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(one -> plain.add(plain(one)));
      return plain;
    }
    return value;
  }

  private static Map<String, @Nullable Object> row(Entity entity) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("@type", entity.type().name());
    row.put("@workspace", entity.workspace());
    row.put("@ttl", entity.ttl().map(Outcome::kind).orElse(null));
    for (String name : entity.names()) {
      row.put(name, plain(entity.get(name)));
    }
    return row;
  }

  private static String kind(Duration left) {
    return TTLS.stream()
        .filter(most -> left.toSeconds() <= most)
        .findFirst()
        .map(most -> "of " + most + " s")
        .orElse("more than any asked for");
  }

  private static Map<String, @Nullable Object> change(Change change) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("kind", change.kind().name());
    plain.put("schema", change.schema());
    plain.put("before", plain(change.before()));
    plain.put("after", plain(change.after()));
    return plain;
  }

  /** Returns where this and the other differ first, in words; null when they do not. */
  @Nullable String difference(Outcome other) {
    return difference("", tree, other.tree);
  }

  private static @Nullable String difference(
      String path, @Nullable Object one, @Nullable Object other) {
    if (Objects.equals(one, other)) {
      return null;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b && isOneKind(a, b)) {
      Set<String> names = new TreeSet<>();
      a.keySet().forEach(name -> names.add(String.valueOf(name)));
      b.keySet().forEach(name -> names.add(String.valueOf(name)));
      for (String name : names) {
        String found = difference(path + "." + name, a.get(name), b.get(name));
        if (found != null) {
          return found;
        }
      }
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        Object first = i < a.size() ? a.get(i) : "nothing";
        Object second = i < b.size() ? b.get(i) : "nothing";
        String found = difference(path + "[" + i + "]", first, second);
        if (found != null) {
          return found;
        }
      }
    }
    return (path.isEmpty() ? "" : path.substring(path.startsWith(".") ? 1 : 0) + ": ")
        + "expected "
        + SourceText.of(one)
        + " but was "
        + SourceText.of(other);
  }

  /** A refusal and a row are told whole, not member by member. */
  private static boolean isOneKind(Map<?, ?> one, Map<?, ?> other) {
    return one.containsKey("message") == other.containsKey("message")
        && one.containsKey("@type") == other.containsKey("@type");
  }
}
