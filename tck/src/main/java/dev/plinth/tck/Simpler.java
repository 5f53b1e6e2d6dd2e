/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.Field;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps that are one step smaller: a field less, an element less, an option less. */
final class Simpler {
  private Simpler() {}

  static List<Step> of(Step step) {
    if (step instanceof Step.Insert one) {
      return join(
          values(one.target(), one.values())
              .map(less -> new Step.Insert(one.target(), less, one.options())),
          options(one.options()).map(less -> new Step.Insert(one.target(), one.values(), less)));
    }
    if (step instanceof Step.InsertAll one) {
      return join(
          elements(one.rows(), row -> values(one.target(), row).toList())
              .map(less -> new Step.InsertAll(one.target(), less, one.options())),
          options(one.options()).map(less -> new Step.InsertAll(one.target(), one.rows(), less)));
    }
    if (step instanceof Step.Update one) {
      return join(
          values(one.target(), one.changes())
              .map(less -> new Step.Update(one.target(), one.key(), less, one.options())),
          options(one.options())
              .map(less -> new Step.Update(one.target(), one.key(), one.changes(), less)));
    }
    if (step instanceof Step.Upsert one) {
      return join(
          values(one.target(), one.values())
              .map(less -> new Step.Upsert(one.target(), one.key(), less, one.options())),
          options(one.options())
              .map(less -> new Step.Upsert(one.target(), one.key(), one.values(), less)));
    }
    if (step instanceof Step.Delete one) {
      return join(
          options(one.options()).map(less -> new Step.Delete(one.target(), one.key(), less)));
    }
    if (step instanceof Step.SelectAll one) {
      return join(
          elements(one.keys(), key -> List.<Key>of())
              .map(less -> new Step.SelectAll(one.target(), less)));
    }
    if (step instanceof Step.Pages one) {
      Stream<Filter> less = one.filter().equals(Filter.ALL) ? Stream.of() : Stream.of(Filter.ALL);
      return join(less.map(filter -> new Step.Pages(one.target(), filter, one.size())));
    }
    if (step instanceof Step.Together one) {
      return join(
          one.undone() ? Stream.of() : one.steps().stream(),
          elements(one.steps(), Simpler::of).map(less -> new Step.Together(less, one.undone())));
    }
    if (step instanceof Step.Expiring one) {
      return join(elements(one.steps(), Simpler::of).map(Step.Expiring::new));
    }
    return List.of();
  }

  private static List<Step> join(Stream<? extends Step> steps) {
    return steps.<Step>map(step -> step).toList();
  }

  private static List<Step> join(Stream<? extends Step> some, Stream<? extends Step> more) {
    return join(Stream.concat(some, more));
  }

  private static Stream<Options> options(Options options) {
    return options.equals(Options.NONE)
        ? Stream.of()
        : Stream.of(Options.NONE, new Options(options.ttl(), Options.Match.ANY, false));
  }

  private static Stream<Values> values(Target target, Values values) {
    return values(values, KitSchemas.all().type(target.schema()).fields()::get);
  }

  /** What is made where none is given differs each time, so it stays. */
  private static Stream<Values> values(Values values, Function<String, @Nullable Field<?>> fields) {
    List<Values> less = new ArrayList<>();
    for (String name : values.names()) {
      Field<?> field = fields.apply(name);
      if (field == null || !field.isAuto()) {
        less.add(values.without(name));
      }
      Object value = values.get(name);
      if (value instanceof List<?> list) {
        elements(list, one -> List.of()).forEach(shorter -> less.add(values.and(name, shorter)));
      }
      if (value instanceof Values record) {
        values(record, inner -> null).forEach(shorter -> less.add(values.and(name, shorter)));
      }
    }
    return less.stream();
  }

  /** Returns the list without one of its elements, and with one of them made smaller. */
  private static <T> Stream<List<T>> elements(
      List<T> list, Function<T, ? extends List<? extends T>> smaller) {
    List<List<T>> less = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<T> without = new ArrayList<>(list);
      without.remove(i);
      less.add(without);
    }
    for (int i = 0; i < list.size(); i++) {
      for (T one : smaller.apply(list.get(i))) {
        List<T> changed = new ArrayList<>(list);
        changed.set(i, one);
        less.add(changed);
      }
    }
    return less.stream();
  }
}
