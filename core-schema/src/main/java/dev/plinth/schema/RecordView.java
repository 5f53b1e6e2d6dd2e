/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record class bound to a layout: which component is which field. Bound once per class and
 * layout. Immutable and safe for use by many threads.
 */
final class RecordView<R> {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          UUID.class,
          Long.class,
          Double.class,
          Boolean.class,
          Instant.class,
          List.class,
          Set.class,
          Map.class,
          Key.class,
          Object.class);
  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(long.class, Long.class, double.class, Double.class, boolean.class, Boolean.class);

  /** How the value of a field becomes that of a component. */
  private interface Conversion {
    Object convert(Object value) throws Throwable;
  }

  private final Class<R> record;
  private final int[] places;
  private final @Nullable Conversion[] conversions;
  private final MethodHandle constructor;

  private RecordView(
      Class<R> record, int[] places, @Nullable Conversion[] conversions, MethodHandle constructor) {
    this.record = record;
    this.places = places;
    this.conversions = conversions;
    this.constructor = constructor;
  }

  static <R> RecordView<R> bind(Class<R> record, Layout layout) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException(record.getName() + " is no record");
    }
    RecordComponent[] components = record.getRecordComponents();
    int[] places = new int[components.length];
    @Nullable Conversion[] conversions = new @Nullable Conversion[components.length];
    Class<?>[] types = new Class<?>[components.length];
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      types[i] = component.getType();
      places[i] = layout.place(fieldName(component.getName()));
      if (places[i] < 0) {
        problems.add(
            "'"
                + component.getName()
                + "' stands for no field: there is no '"
                + fieldName(component.getName())
                + "'");
        continue;
      }
      try {
        conversions[i] = conversion(component.getType(), layout.field(places[i]));
      } catch (IllegalArgumentException | ReflectiveOperationException e) {
        problems.add("'" + component.getName() + "': " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          record.getName() + " does not fit: " + String.join("; ", problems));
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
      MethodHandle constructor =
          lookup.findConstructor(record, MethodType.methodType(void.class, types));
      return new RecordView<>(
          record,
          places,
          conversions,
          constructor
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "cannot call the constructor of "
              + record.getName()
              + ": open its package to dev.plinth.schema",
          e);
    }
  }

  private static @Nullable Conversion conversion(Class<?> type, FieldNode field)
      throws ReflectiveOperationException {
    Class<?> boxed = BOXES.get(type);
    if (boxed != null) {
      if (!field.required) {
        throw new IllegalArgumentException(
            "may be null, so " + type + " must be " + boxed.getSimpleName());
      }
      return fits(boxed, field);
    }
    if (type.isRecord() && field instanceof RecordNode nested) {
      nested.schema().layout().view(type);
      return value -> ((Struct) value).as(type);
    }
    if (field instanceof ForeignNode) {
      if (type == Key.class) {
        return null;
      }
      if (type == UUID.class) {
        return value -> ((Key) value).id();
      }
      MethodHandle of =
          MethodHandles.publicLookup()
              .findStatic(type, "of", MethodType.methodType(type, Key.class))
              .asType(MethodType.methodType(Object.class, Key.class));
      return value -> of.invokeExact((Key) value);
    }
    return fits(type, field);
  }

  private static @Nullable Conversion fits(Class<?> type, FieldNode field) {
    Class<?> java = javaType(field);
    if (!PLAIN.contains(type) || !type.isAssignableFrom(java)) {
      throw new IllegalArgumentException(
          "is a " + java.getSimpleName() + ", not a " + type.getSimpleName());
    }
    return null;
  }

  private static Class<?> javaType(FieldNode field) {
    if (field instanceof ScalarNode scalar) {
      return switch (scalar.kind()) {
        case TEXT -> String.class;
        case UUID -> UUID.class;
        case INTEGER -> Long.class;
        case NUMBER -> Double.class;
        case BOOLEAN -> Boolean.class;
        case SECONDS, MILLIS -> Instant.class;
      };
    }
    if (field instanceof ListNode list) {
      return list.isSet() ? Set.class : List.class;
    }
    return field instanceof MapNode
        ? Map.class
        : field instanceof RecordNode ? Struct.class : Object.class;
  }

  /** Returns the field that a component stands for: {@code createdAt} for {@code created_at}. */
  static String fieldName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  R read(Struct struct) {
    @Nullable Object[] arguments = new @Nullable Object[places.length];
    try {
      for (int i = 0; i < places.length; i++) {
        Object value = struct.slots()[places[i]];
        Conversion conversion = conversions[i];
        arguments[i] = value == null || conversion == null ? value : conversion.convert(value);
      }
      return record.cast((Object) constructor.invokeExact(arguments));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the constructor of " + record.getName() + " failed", e);
    }
  }
}
