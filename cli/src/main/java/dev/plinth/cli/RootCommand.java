/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that all others stand under. */
@Command(
    description = "Runs the Plinth application '${COMMAND-NAME}'.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Settings come from the environment: PLINTH_STRATEGY, PLINTH_POSTGRES_URL, PLINTH_POSTGRES_USER, PLINTH_POSTGRES_PASSWORD."
    })
final class RootCommand implements Runnable {
  private final Application application;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the whole story of a failure.")
  private boolean verbose;

  RootCommand(Application application) {
    this.application = application;
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: '" + application.name() + " --help' lists the commands");
  }

  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"Plinth " + (version == null ? "(from sources)" : version)};
    }
  }
}
