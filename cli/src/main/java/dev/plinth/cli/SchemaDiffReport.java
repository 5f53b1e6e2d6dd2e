/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaChange;
import dev.plinth.schema.SchemaDiff;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The differences of two versions of schemas, for people and for programs. Immutable. */
final class SchemaDiffReport {
  private final SchemaDiff diff;

  private SchemaDiffReport(SchemaDiff diff) {
    this.diff = diff;
  }

  /** How much breaks, as it is said on the command line. */
  enum Level {
    MAJOR(SchemaDiff.Level.MAJOR),
    MINOR(SchemaDiff.Level.MINOR),
    PATCH(SchemaDiff.Level.PATCH);

    private final SchemaDiff.Level level;

    Level(SchemaDiff.Level level) {
      this.level = level;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Compares two versions.
   *
   * @throws UsageException when two schemas of one version have the same name
   */
  static SchemaDiffReport of(List<Schema> before, List<Schema> after) {
    try {
      return new SchemaDiffReport(SchemaDiff.between(before, after));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says whether it is this bad, or worse. */
  boolean reaches(Level level) {
    return !diff.changes().isEmpty() && diff.level().compareTo(level.level) >= 0;
  }

  private String verdict() {
    return diff.level().name().toLowerCase(Locale.ROOT);
  }

  String toText() {
    if (diff.changes().isEmpty()) {
      return "no differences\n\nverdict: " + verdict() + "\n";
    }
    int paths = width(diff.changes().stream().map(SchemaChange::path).toList());
    int impacts = width(diff.changes().stream().map(SchemaDiffReport::impact).toList());
    StringBuilder text = new StringBuilder();
    for (SchemaChange change : diff.changes()) {
      text.append(
          String.format(
              "%-" + paths + "s  %-" + impacts + "s  %s\n",
              change.path(),
              impact(change),
              change.message()));
    }
    return text + "\nverdict: " + verdict() + "\n";
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  private static String impact(SchemaChange change) {
    return switch (change.impact()) {
      case BREAKS_WRITERS -> "breaks writers";
      case BREAKS_READERS -> "breaks readers";
      case BREAKS_BOTH -> "breaks both";
      case COMPATIBLE -> "compatible";
      case WORDING -> "wording";
    };
  }

  String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("verdict");
      json.writeString(verdict());
      json.writeName("changes");
      json.writeStartArray();
      diff.changes().forEach(change -> write(json, change));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, SchemaChange change) {
    json.writeStartObject();
    json.writeName("path");
    json.writeString(change.path());
    json.writeName("message");
    json.writeString(change.message());
    json.writeName("breaks_writers");
    json.writeBoolean(change.impact().breaksWriters());
    json.writeName("breaks_readers");
    json.writeBoolean(change.impact().breaksReaders());
    json.writeName("level");
    json.writeString(change.impact().level().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }
}
