/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.migrations.State;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The state of migrations as JSON, for scripts. */
final class StatusJson {
  private StatusJson() {}

  static String of(State state) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("needs_bootstrap");
      json.writeBoolean(state.needsBootstrap());
      write(json, "executed_migrations", state.in(State.Of.EXECUTED));
      write(json, "pending_migrations", state.in(State.Of.PENDING));
      write(json, "new_migrations", state.in(State.Of.NEW));
      write(json, "unknown_migrations", state.in(State.Of.UNKNOWN_TO_CODE));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Map<String, List<String>> migrations) {
    if (migrations.isEmpty()) {
      return;
    }
    json.writeName(name);
    json.writeStartArray();
    migrations.forEach(
        (subsystem, names) -> {
          json.writeStartObject();
          json.writeName("subsystem");
          json.writeString(subsystem);
          json.writeName("migrations");
          json.writeStartArray();
          names.forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
