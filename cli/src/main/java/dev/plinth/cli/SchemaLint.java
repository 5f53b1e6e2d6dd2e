/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.schema.Functions;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaException;
import dev.plinth.schema.SchemaSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All problems of schema files, each by itself and all together, as lines that begin with the file.
 * For one thread.
 */
final class SchemaLint {
  private final List<String> problems = new ArrayList<>();
  private final Map<Path, Schema> schemas = new LinkedHashMap<>();

  private SchemaLint() {}

  static SchemaLint of(List<Path> paths, Functions functions) {
    SchemaLint lint = new SchemaLint();
    boolean whole = true;
    for (Path path : paths) {
      try {
        for (Path file : SchemaFiles.files(path)) {
          whole &= lint.read(file, functions);
        }
      } catch (UsageException e) {
        lint.problems.add(String.valueOf(e.getMessage()));
        whole = false;
      }
    }
    lint.link(whole);
    return lint;
  }

  /** Returns the problems, one a line. */
  List<String> problems() {
    return problems;
  }

  /** Returns how many files are correct by themselves. */
  int count() {
    return schemas.size();
  }

  private boolean read(Path file, Functions functions) {
    try {
      schemas.put(file, SchemaFiles.parse(file, functions));
      return true;
    } catch (SchemaException e) {
      e.problems().forEach(problem -> add(file + ": " + problem));
    } catch (UsageException e) {
      add(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void add(String problem) {
    problems.add(problem.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** Links what is correct; when some file is not, it may be what others refer to. */
  private void link(boolean whole) {
    try {
      SchemaSet.of(List.copyOf(schemas.values()));
    } catch (SchemaException e) {
      for (String problem : e.problems()) {
        if (whole || !problem.contains("invalid foreign entity")) {
          add(file(problem) + problem);
        }
      }
    }
  }

  /** Returns the last file that has a schema the problem names, to begin a line with. */
  private String file(String problem) {
    String found = "";
    for (Map.Entry<Path, Schema> entry : schemas.entrySet()) {
      String name = entry.getValue().name();
      if (problem.startsWith(name + ".")
          || problem.contains("'" + name + "'")
          || problem.contains(name + " -> ")) {
        found = entry.getKey() + ": ";
      }
    }
    return found;
  }
}
