/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Settings;
import dev.plinth.dao.spi.Finding;
import dev.plinth.memory.MemoryStrategy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  private static final Finding FINDING =
      new Finding("orphan", "routes", "1", "refers to \"nothing\"", "delete it", () -> true);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final PrintWriter print = new PrintWriter(out, true);

  private int run(String... args) {
    return Application.named("shop")
        .strategy("memory", read -> MemoryStrategy.create())
        .settings(Settings.of(Map.of()))
        .build()
        .run(print, new PrintWriter(err, true), args);
  }

  @Test
  void doctor_ofAStrategyThatHasNone_saysSoInOneLine() {
    assertThat(run("doctor", "--strategy", "memory")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("shop: strategy 'memory' has no doctor: it leaves nothing to be mended");
  }

  @Test
  void doctor_ofAStrategyThatIsNotThere_saysWhichThereAre() {
    assertThat(run("doctor", "--strategy", "oracle")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no strategy 'oracle'", "memory");
  }

  @Test
  void table_countsWhatIsLeft() {
    try (DoctorReport report = DoctorReport.table(print)) {
      report.add(FINDING, DoctorReport.Outcome.REPAIRED);
      assertThat(report.left()).isZero();
      report.add(FINDING, DoctorReport.Outcome.LEFT);
      assertThat(report.left()).isEqualTo(1);
    }
    assertThat(out.toString().lines().toList())
        .containsExactly(
            "STATE     KIND               TABLE                    ROW",
            "repaired  orphan             routes                   1",
            "          refers to \"nothing\"",
            "left      orphan             routes                   1",
            "          refers to \"nothing\"",
            "          to mend: delete it",
            "2 found, 1 left to mend");
  }

  @Test
  void table_ofNothing_saysSo() {
    DoctorReport.table(print).close();
    assertThat(out.toString().strip()).isEqualTo("nothing found");
  }

  @Test
  void json_isOneArray() {
    try (DoctorReport report = DoctorReport.json(print)) {
      report.add(FINDING, DoctorReport.Outcome.FOUND);
    }
    assertThat(out.toString().strip())
        .isEqualTo(
            "[{\"state\":\"found\",\"kind\":\"orphan\",\"table\":\"routes\",\"key\":\"1\","
                + "\"what\":\"refers to \\\"nothing\\\"\",\"fix\":\"delete it\"}]");
  }
}
