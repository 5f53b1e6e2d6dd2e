/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers a failure with one line on standard error; the whole story on request. */
final class FailureMessage implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
    PrintWriter err = line.getErr();
    CommandLine root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    err.println(root.getCommandName() + ": " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    if (((RootCommand) root.getCommand()).isVerbose()) {
      failure.printStackTrace(err);
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }
}
