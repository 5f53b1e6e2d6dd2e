/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Answers a wrong command line with one line: what is wrong and where help is. */
final class ParameterMessage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    String text = String.valueOf(failure.getMessage());
    line.getErr()
        .println(
            command
                + ": "
                + text
                + (text.contains("--help") ? "" : ": '" + command + " --help' tells more"));
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
