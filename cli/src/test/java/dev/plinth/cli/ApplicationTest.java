/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plinth.dao.Settings;
import dev.plinth.memory.MemoryStrategy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ApplicationTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A command of the application's own, that fails. */
  @CommandLine.Command(name = "fail", description = "Fails.")
  static final class Fail implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("the reason\n  in two lines");
    }
  }

  private int run(Map<String, String> settings, String... args) {
    return Application.named("shop")
        .strategy("memory", read -> MemoryStrategy.create())
        .settings(Settings.of(settings))
        .command(new Fail())
        .build()
        .run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void help_tellsEachCommand() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString()).contains("shop", "migrations", "serve", "fail", "Fails.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongCommandLine_isOneLineAndCode2() {
    assertThat(run(Map.of(), "sevre")).isEqualTo(2);
    assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains("sevre");
  }

  @Test
  void failure_isOneLineWithoutAStackTrace() {
    assertThat(run(Map.of(), "fail")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("shop: the reason in two lines");
  }

  @Test
  void unknownStrategy_saysWhichThereAre() {
    assertThat(run(Map.of("strategy", "oracle"), "migrations", "status")).isNotZero();
    assertThat(err.toString())
        .contains("there is no strategy 'oracle': set PLINTH_STRATEGY to one of memory");
  }

  @Test
  void build_withoutAStrategy_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Application.named("shop").build())
        .withMessageContaining("add one with strategy(name, factory)");
  }
}
