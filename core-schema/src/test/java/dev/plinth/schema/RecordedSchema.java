/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the recorded cases and the inputs recorded for it, but for those with numbers that do
 * not fit 64 bits.
 */
final class RecordedSchema {
  private static final Path FOLDER = Path.of("src/test/resources/golden/schema");
  private static final double MOST = 0x1p63;
  private static final Map<Set<?>, Set<Map<?, ?>>> INPUTS = new LinkedHashMap<>();
  private static final List<RecordedSchema> ALL = read();

  private final RecordSchema schema;
  private final List<Map<?, ?>> inputs = new ArrayList<>();

  private RecordedSchema(RecordSchema schema) {
    this.schema = schema;
  }

  /** Returns each schema once. */
  static List<RecordedSchema> all() {
    return ALL;
  }

  RecordSchema schema() {
    return schema;
  }

  /** Returns what was recorded for the schema. */
  List<Map<?, ?>> inputs() {
    return inputs;
  }

  /** Returns what was recorded for any schema, and mentions fields of this one alone. */
  List<Map<?, ?>> inputsOfAll() {
    List<Map<?, ?>> all = new ArrayList<>();
    INPUTS.forEach(
        (names, some) -> {
          if (schema.layout().names().containsAll(names)) {
            all.addAll(some);
          }
        });
    return all;
  }

  private static List<RecordedSchema> read() {
    Map<String, RecordedSchema> recorded = new LinkedHashMap<>();
    Set<String> noSchemas = new HashSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          add(recorded, noSchemas, new GoldenCase(Json.read(line)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(recorded.values());
  }

  private static void add(
      Map<String, RecordedSchema> recorded, Set<String> noSchemas, GoldenCase golden) {
    Attributes attributes = golden.recorded();
    String text =
        Json.write(null, attributes.get("schema")) + Json.write(null, attributes.get("depends"));
    if (!(attributes.get("schema") instanceof Map)
        || attributes.nested("schema").has("entity")
        || "schema_new".equals(attributes.get("op"))
        || noSchemas.contains(text)) {
      return;
    }
    RecordedSchema schema = recorded.get(text);
    if (schema == null) {
      try {
        schema = new RecordedSchema(golden.schema());
        JsonSchema.of("test", schema.schema);
      } catch (IllegalArgumentException | NullPointerException e) {
        noSchemas.add(text); // recorded to be none, or to refer to none
        return;
      }
      recorded.put(text, schema);
    }
    if (attributes.get("input") instanceof Map<?, ?> input && !hasHugeNumber(input)) {
      schema.inputs.add(input);
      INPUTS.computeIfAbsent(input.keySet(), names -> new LinkedHashSet<>()).add(input);
    }
  }

  private static boolean hasHugeNumber(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(RecordedSchema::hasHugeNumber);
    }
    if (value instanceof Collection<?> list) {
      return list.stream().anyMatch(RecordedSchema::hasHugeNumber);
    }
    return value instanceof Number number && !(Math.abs(number.doubleValue()) < MOST);
  }
}
