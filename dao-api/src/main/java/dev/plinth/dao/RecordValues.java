/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Values;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of a record class as values of fields: {@code createdAt} as {@code
 * created_at}. Bound once per class; safe for use by many threads.
 */
final class RecordValues<R> {
  private static final Map<Class<?>, RecordValues<?>> KNOWN = new ConcurrentHashMap<>();

  private record Component(String field, MethodHandle accessor) {}

  private final List<Component> components;

  private RecordValues(List<Component> components) {
    this.components = components;
  }

  @SuppressWarnings("unchecked") // bound for this very class
  static <R> RecordValues<R> of(Class<R> record) {
    RecordValues<?> known = KNOWN.get(record);
    if (known == null) {
      known = bind(record);
      KNOWN.put(record, known);
    }
    return (RecordValues<R>) known;
  }

  private static RecordValues<?> bind(Class<?> record) {
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
        MethodHandle accessor =
            lookup
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        String field = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        components.add(new Component(field, accessor));
      } catch (IllegalAccessException e) {
        throw new IllegalArgumentException(
            "cannot read " + record.getName() + ": open its package to dev.plinth.dao", e);
      }
    }
    return new RecordValues<>(components);
  }

  /** Returns the components, nulls included. */
  Values all(R record) {
    return read(record, true);
  }

  /** Returns the components that are not null. */
  Values present(R record) {
    return read(record, false);
  }

  private Values read(Object record, boolean nulls) {
    Values values = Values.none();
    for (Component component : components) {
      Object value = read(component, record);
      if (value instanceof Ref<?> ref) {
        value = ref.key();
      } else if (value instanceof Record nested) {
        value = RecordValues.of(nested.getClass()).readAny(nested, nulls);
      }
      if (value != null || nulls) {
        values = values.and(component.field(), value);
      }
    }
    return values;
  }

  private Values readAny(Object record, boolean nulls) {
    return read(record, nulls);
  }

  private static @Nullable Object read(Component component, Object record) {
    try {
      return component.accessor().invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("reading '" + component.field() + "' failed", e);
    }
  }
}
