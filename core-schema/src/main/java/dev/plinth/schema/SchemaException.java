/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;

/**
 * A declaration that cannot be used: a schema, a schema file or a set of schemas, with every
 * problem found and its path.
 */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SchemaException(String subject, List<String> problems) {
    super(subject + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  SchemaException(String subject, Throwable cause) {
    super(subject + ": " + cause.getMessage(), cause);
    this.problems = List.of(String.valueOf(cause.getMessage()));
  }

  /** Returns the problems, each with its path, at least one. */
  public List<String> problems() {
    return problems;
  }
}
