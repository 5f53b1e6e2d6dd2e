/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

/** The limits of the Admin API. Immutable: each {@code with} returns a copy. */
public final class AdminConfig {
  private static final AdminConfig DEFAULTS = new AdminConfig(100, 1_000, 1_000);

  private final int pageSize;
  private final int maxPageSize;
  private final int maxArguments;

  private AdminConfig(int pageSize, int maxPageSize, int maxArguments) {
    this.pageSize = pageSize;
    this.maxPageSize = maxPageSize;
    this.maxArguments = maxArguments;
  }

  /** Returns pages of 100 entities, 1,000 at most, and 1,000 arguments at most. */
  public static AdminConfig defaults() {
    return DEFAULTS;
  }

  /** Sets the number of entities of a page when the request does not say. */
  public AdminConfig withPageSize(int entities) {
    return new AdminConfig(entities, maxPageSize, maxArguments);
  }

  /** Sets the greatest number of entities of a page. */
  public AdminConfig withMaxPageSize(int entities) {
    return new AdminConfig(pageSize, entities, maxArguments);
  }

  /** Sets the greatest number of arguments in a query or a form. */
  public AdminConfig withMaxArguments(int arguments) {
    return new AdminConfig(pageSize, maxPageSize, arguments);
  }

  int pageSize() {
    return pageSize;
  }

  int maxPageSize() {
    return maxPageSize;
  }

  int maxArguments() {
    return maxArguments;
  }
}
