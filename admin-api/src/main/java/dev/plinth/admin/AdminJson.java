/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes plain trees as JSON. */
final class AdminJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AdminJson() {}

  static String write(@Nullable Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, tree);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object tree) {
    if (tree == null) {
      generator.writeNull();
    } else if (tree instanceof Map<?, ?> map) {
      generator.writeStartObject();
      map.forEach(
          (name, value) -> {
            generator.writeName(String.valueOf(name));
            write(generator, value);
          });
      generator.writeEndObject();
    } else if (tree instanceof Collection<?> list) {
      generator.writeStartArray();
      list.forEach(value -> write(generator, value));
      generator.writeEndArray();
    } else if (tree instanceof Double || tree instanceof Float) {
      generator.writeNumber(((Number) tree).doubleValue());
    } else if (tree instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (tree instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else {
      generator.writeString(tree.toString());
    }
  }
}
