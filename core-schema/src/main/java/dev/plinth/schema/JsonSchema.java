/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity as it is sent in an insert, as a document of JSON Schema 2020-12. It takes everything
 * that the engine takes, and refuses what the engine refuses, but for rules that it has no words
 * for, which it tells in comments. One exception: what is sent beside a shorthand, and replaced by
 * it, has to be correct here. Immutable.
 */
final class JsonSchema {
  private final Map<String, @Nullable Object> document;
  private final LeftOut leftOut;

  private JsonSchema(Map<String, @Nullable Object> document, LeftOut leftOut) {
    this.document = document;
    this.leftOut = leftOut;
  }

  static JsonSchema of(String name, RecordSchema schema) {
    LeftOut leftOut = new LeftOut();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("$id", "urn:plinth:schema:" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    document.put("title", name);
    Object term = JsonSchemaRecord.of(schema, leftOut);
    if (term instanceof Map) {
      document.putAll(JsonTerms.keywords(term));
    } else {
      document.put("not", Map.of());
    }
    return new JsonSchema(document, leftOut);
  }

  /** Returns what the document does not say. */
  LeftOut leftOut() {
    return leftOut;
  }

  /** Returns the document as lines of JSON. */
  String toJson() {
    return JsonLayout.of(document);
  }
}
