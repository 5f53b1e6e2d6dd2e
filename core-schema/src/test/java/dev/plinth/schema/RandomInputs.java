/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Random inputs for a schema: valid by its rules, or valid but for a few changes. */
final class RandomInputs {
  private static final Map<Integer, String> PLACES = new HashMap<>(Map.of(1, "a", 2, "b"));
  private static final Map<@Nullable String, String> NO_NAME = new HashMap<>();

  static {
    NO_NAME.put(null, "x");
  }

  private static final List<Object> STRANGE =
      List.of(
          "",
          "\0",
          "a\0b",
          "\ud800",
          "x\udc00y",
          "bad",
          "x".repeat(300),
          true,
          false,
          0L,
          0,
          -0.0,
          0.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0x1p63,
          -0x1p63,
          1e300,
          1e12,
          -1e12,
          1e19,
          65535,
          65536,
          -1L,
          0.1f,
          Float.NaN,
          Float.MAX_VALUE,
          (short) 7,
          (byte) 1,
          new BigDecimal("1.5"),
          new BigDecimal("1e400"),
          BigInteger.TWO.pow(64),
          BigInteger.ONE,
          new AtomicInteger(3),
          'c',
          List.of(),
          Map.of(),
          Set.of(),
          Values.none(),
          Collections.singletonList(null),
          List.of("a", "a"),
          List.of(1L, 1, 1.0, 2.0f),
          List.of(0.0, -0.0),
          PLACES,
          NO_NAME,
          new UUID(1, 2),
          Instant.MAX,
          Instant.MIN,
          Instant.EPOCH,
          Instant.ofEpochSecond(1, 999_999_999),
          Instant.ofEpochSecond(-1),
          Instant.ofEpochSecond(1_000_000_000_000L),
          Key.of(new UUID(1, 2)),
          Key.by("id", null),
          Key.by("zz", 1L),
          Key.ofParts(Collections.singletonList(null)),
          Key.ofParts(List.of()),
          Key.of("a", 1L),
          Key.of("a"),
          new Object(),
          Optional.of("a"),
          new byte[] {1},
          java.nio.CharBuffer.wrap("b"),
          "{vault://x}",
          RandomValues.UUID_TEXT,
          "9F4B1B0E3C7A",
          List.of(List.of(List.of("deep"))),
          Map.of("id", RandomValues.UUID_TEXT),
          Map.of("id", "x"),
          Map.of("", 1),
          Map.of("a", Map.of("b", List.of())),
          List.of(Map.of()),
          List.of("x", 1L, true),
          new LinkedHashSet<>(List.of("q", 1L)),
          Map.of("created_at", 1, "updated_at", "x"),
          Attribute.of("a", String.class));

  private final Dice dice;
  private final RandomSchemas.Made made;
  private final RandomValues values;

  RandomInputs(Dice dice, RandomSchemas.Made made) {
    this.dice = dice;
    this.made = made;
    this.values = new RandomValues(dice, made.targetsByName());
  }

  /** Returns values for an insert. */
  Map<String, @Nullable Object> input() {
    Map<String, @Nullable Object> input = valid();
    if (dice.chance(40)) {
      for (int i = dice.between(1, 2); i > 0; i--) {
        mutate(input);
      }
    }
    return input;
  }

  /** Returns values by the rules of the fields. */
  Map<String, @Nullable Object> valid() {
    Map<String, @Nullable Object> input = new LinkedHashMap<>(values.fields(made.attributes()));
    Attributes subschemas = Attributes.of(made.attributes().entries("subschemas"));
    Object kind = input.get("kind");
    if (kind != null && made.definition().containsKey("subschema_key")) {
      String chosen = dice.pick(subschemas.map().keySet().stream().sorted().toList());
      input.put("kind", kind instanceof String ? chosen : new ArrayList<>(List.of(chosen)));
      NodeCompiler.fields(subschemas.nested(chosen)).keySet().forEach(input::remove);
      input.putAll(values.fields(subschemas.nested(chosen)));
    }
    return input;
  }

  /** Returns values for an update: some, and not those of the primary key. */
  Map<String, @Nullable Object> changes() {
    Map<String, @Nullable Object> changes = valid();
    changes.keySet().removeIf(name -> dice.chance(50));
    made.attributes().texts("primary_key").forEach(changes::remove);
    if (dice.chance(30)) {
      mutate(changes);
    }
    return changes;
  }

  private void mutate(Map<String, @Nullable Object> map) {
    List<String> names = new ArrayList<>(map.keySet());
    switch (dice.below(8)) {
      case 0 -> map.put(dice.of("nonsense", "ttl", "updated_at", "a.b", "1", ""), strange());
      case 1 -> map.put(dice.pick(List.copyOf(RandomValues.names(made.attributes()))), strange());
      case 2 -> names.stream().findFirst().ifPresent(map::remove);
      default -> {
        if (!names.isEmpty()) {
          String name = dice.pick(names);
          map.put(name, mutated(map.get(name)));
        }
      }
    }
  }

  private @Nullable Object strange() {
    return dice.chance(6) ? null : dice.pick(STRANGE);
  }

  /** Returns the value with something in it changed, or another one. */
  private @Nullable Object mutated(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && dice.chance(75)) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(String.valueOf(key), one));
      Object key = dice.pick(List.copyOf(copy.keySet()));
      switch (dice.below(5)) {
        case 0 -> copy.remove(key);
        case 1 -> copy.put(dice.of("nonsense", "updated_at", "2"), strange());
        default -> copy.put(key, mutated(copy.get(key)));
      }
      return copy;
    }
    if (value instanceof List<?> list && !list.isEmpty() && dice.chance(75)) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      int place = dice.below(copy.size());
      switch (dice.below(5)) {
        case 0 -> copy.remove(place);
        case 1 -> copy.add(copy.get(place));
        case 2 -> copy.add(strange());
        default -> copy.set(place, mutated(copy.get(place)));
      }
      return copy;
    }
    if (value instanceof Map<?, ?> map && dice.chance(30)) {
      return new ArrayList<>(map.values());
    }
    return strange();
  }
}
