/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The history of one part of an application: migrations, in the order in which they run. Immutable.
 */
public final class Subsystem {
  private final String name;
  private final List<Migration> migrations;

  private Subsystem(String name, List<Migration> migrations) {
    this.name = Objects.requireNonNull(name, "name");
    this.migrations = List.copyOf(migrations);
    Set<String> names = new HashSet<>();
    for (Migration migration : migrations) {
      if (!names.add(migration.name())) {
        throw new IllegalArgumentException(
            "subsystem '" + name + "' has two migrations named '" + migration.name() + "'");
      }
    }
  }

  /** Returns a subsystem of migrations in Java. */
  public static Subsystem of(String name, Migration... migrations) {
    return new Subsystem(name, List.of(migrations));
  }

  /**
   * Reads a subsystem from a folder of the class path: {@code index} lists the migrations, one a
   * line, in order; {@code <migration>/<strategy>.up.sql} and {@code .teardown.sql}, or {@code
   * .cql}, are their phases. What the index lists and the folder does not have is taken from {@code
   * code}.
   *
   * @throws IllegalArgumentException when a migration listed is neither in the folder nor in code,
   *     or one in code is not listed, with every one
   */
  public static Subsystem load(ClassLoader loader, String name, String folder, Migration... code) {
    return new Subsystem(name, new MigrationFiles(loader, name, folder).read(List.of(code)));
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the migrations, in order. */
  public List<Migration> migrations() {
    return migrations;
  }

  @Override
  public String toString() {
    return name;
  }
}
