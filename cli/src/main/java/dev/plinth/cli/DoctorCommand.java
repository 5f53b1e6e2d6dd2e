/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Doctor;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what should not be in the database, and mends it when told to. */
@Command(
    name = "doctor",
    description = "Looks for what crashed writers have left in the database, and mends it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 nothing was found or all is mended, 3 something is left to mend."})
final class DoctorCommand implements Callable<Integer> {
  private static final int FINDINGS = 3;

  private final Application application;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "The strategy to examine (default: what the setting PLINTH_STRATEGY says).")
  private @Nullable String name;

  @Option(names = "--repair", description = "Mend what is found.")
  private boolean repair;

  @Option(names = "--json", description = "Print what is found as JSON.")
  private boolean json;

  DoctorCommand(Application application) {
    this.application = application;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Strategy strategy = name == null ? application.strategy() : application.strategy(name)) {
      Health health = strategy.check();
      if (!health.isUp()) {
        throw new UsageException(health.problem().orElse("the database does not answer"));
      }
      Optional<Doctor> doctor = strategy.doctor(Table.of(application.schemas()).values());
      if (doctor.isEmpty()) {
        throw new UsageException(
            "strategy '" + strategy.name() + "' has no doctor: it leaves nothing to be mended");
      }
      application.migrations(strategy).requireUpToDate();
      try (DoctorReport report = json ? DoctorReport.json(out) : DoctorReport.table(out)) {
        doctor.get().examine(finding -> examine(finding, report));
        return report.left() == 0 ? 0 : FINDINGS;
      }
    }
  }

  private void examine(Finding finding, DoctorReport report) {
    report.add(
        finding,
        !repair
            ? DoctorReport.Outcome.FOUND
            : finding.repair() ? DoctorReport.Outcome.REPAIRED : DoctorReport.Outcome.LEFT);
  }
}
