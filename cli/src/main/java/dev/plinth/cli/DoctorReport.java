/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.dao.spi.Finding;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Prints findings as they come, as a table or as one JSON array; keeps none. For one thread. */
final class DoctorReport implements AutoCloseable {
  private static final String LINE = "%-9s %-18s %-24s %s%n";

  private final PrintWriter out;
  private final @Nullable JsonGenerator json;
  private int found;
  private int left;

  /** What came of a finding. */
  enum Outcome {
    /** It was not to be mended. */
    FOUND,
    /** All is well now. */
    REPAIRED,
    /** It could not be mended. */
    LEFT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private DoctorReport(PrintWriter out, @Nullable JsonGenerator json) {
    this.out = out;
    this.json = json;
  }

  static DoctorReport table(PrintWriter out) {
    return new DoctorReport(out, null);
  }

  static DoctorReport json(PrintWriter out) {
    JsonGenerator json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(ObjectWriteContext.empty(), out);
    json.writeStartArray();
    return new DoctorReport(out, json);
  }

  void add(Finding finding, Outcome outcome) {
    if (json == null) {
      print(finding, outcome);
    } else {
      write(json, finding, outcome);
    }
    found++;
    if (outcome != Outcome.REPAIRED) {
      left++;
    }
  }

  private void print(Finding finding, Outcome outcome) {
    if (found == 0) {
      out.printf(LINE, "STATE", "KIND", "TABLE", "ROW");
    }
    out.printf(LINE, outcome, finding.kind(), finding.table(), finding.key());
    out.println("          " + finding.what());
    if (outcome != Outcome.REPAIRED) {
      out.println("          to mend: " + finding.fix());
    }
  }

  private static void write(JsonGenerator json, Finding finding, Outcome outcome) {
    json.writeStartObject();
    json.writeStringProperty("state", outcome.toString());
    json.writeStringProperty("kind", finding.kind());
    json.writeStringProperty("table", finding.table());
    json.writeStringProperty("key", finding.key());
    json.writeStringProperty("what", finding.what());
    json.writeStringProperty("fix", finding.fix());
    json.writeEndObject();
  }

  /** Returns how many are not mended. */
  int left() {
    return left;
  }

  @Override
  public void close() {
    if (json != null) {
      json.writeEndArray();
      json.close();
      out.println();
    } else if (found == 0) {
      out.println("nothing found");
    } else {
      out.println(found + " found, " + left + " left to mend");
    }
    out.flush();
  }
}
