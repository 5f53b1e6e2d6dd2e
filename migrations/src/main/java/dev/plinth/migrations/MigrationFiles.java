/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subsystem's folder on the class path. For one thread, once. */
final class MigrationFiles {
  private static final Map<String, String> STRATEGIES =
      Map.of("postgres", "sql", "cassandra", "cql");

  private final ClassLoader loader;
  private final String subsystem;
  private final String folder;

  MigrationFiles(ClassLoader loader, String subsystem, String folder) {
    this.loader = loader;
    this.subsystem = subsystem;
    this.folder = folder;
  }

  List<Migration> read(List<Migration> code) {
    Map<String, Migration> byName = new LinkedHashMap<>();
    code.forEach(migration -> byName.put(migration.name(), migration));
    List<Migration> migrations = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : index()) {
      Migration known = byName.remove(name);
      Migration migration = withFiles(known == null ? Migration.named(name) : known);
      if (migration.strategies().isEmpty()) {
        problems.add(
            "'"
                + name
                + "' is listed in "
                + folder
                + "/index and has neither files in "
                + folder
                + "/"
                + name
                + " nor code");
      }
      migrations.add(migration);
    }
    byName
        .keySet()
        .forEach(
            name ->
                problems.add(
                    "'" + name + "' is given as code and not listed in " + folder + "/index"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "subsystem '" + subsystem + "' cannot be loaded: " + String.join("; ", problems));
    }
    return migrations;
  }

  private List<String> index() {
    String text = text(folder + "/index");
    if (text == null) {
      throw new IllegalArgumentException(
          "subsystem '"
              + subsystem
              + "' cannot be loaded: there is no '"
              + folder
              + "/index' on the class path");
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private Migration withFiles(Migration migration) {
    Migration read = migration;
    for (Map.Entry<String, String> strategy : STRATEGIES.entrySet()) {
      String base = folder + "/" + migration.name() + "/" + strategy.getKey();
      String up = text(base + ".up." + strategy.getValue());
      String teardown = text(base + ".teardown." + strategy.getValue());
      read = up == null ? read : read.up(strategy.getKey(), up);
      read = teardown == null ? read : read.teardown(strategy.getKey(), teardown);
    }
    return read;
  }

  private @Nullable String text(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
