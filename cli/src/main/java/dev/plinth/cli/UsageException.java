/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

/** A mistake that whoever runs a command can mend, with the words how. Printed as one line. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with what is wrong and how to mend it. */
  public UsageException(String message) {
    super(message);
  }

  /** Makes one with what is wrong and how to mend it, and where it comes from. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
