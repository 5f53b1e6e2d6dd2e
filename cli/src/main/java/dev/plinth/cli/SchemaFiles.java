/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.schema.Field;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Functions;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaException;
import dev.plinth.schema.SchemaSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schema files named on a command line; every mistake in them is one line. */
final class SchemaFiles {
  private static final int MOST_BYTES = 1_000_000;

  private final Functions functions;

  SchemaFiles(Functions functions) {
    this.functions = functions;
  }

  /**
   * Reads one file.
   *
   * @throws UsageException when it cannot be read, or is not correct
   */
  Schema read(Path file) {
    try {
      return parse(file, functions);
    } catch (SchemaException e) {
      throw new UsageException(file + ": " + String.join("; ", e.problems()), e);
    }
  }

  /**
   * Reads one file.
   *
   * @throws SchemaException when it is not correct
   * @throws UsageException when it cannot be read
   */
  static Schema parse(Path file, Functions functions) {
    try {
      return Schema.parse(text(file), functions);
    } catch (StackOverflowError e) {
      throw new UsageException(file + ": nested too deeply for a schema file", e);
    }
  }

  /**
   * Reads files, and those in folders.
   *
   * @throws UsageException when one cannot be read, or is not correct
   */
  List<Schema> readAll(List<Path> paths) {
    List<Schema> schemas = new ArrayList<>();
    for (Path path : paths) {
      files(path).forEach(file -> schemas.add(read(file)));
    }
    return schemas;
  }

  /**
   * Returns the file, or the schema files in the folder, by name.
   *
   * @throws UsageException when there is none
   */
  static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files = all.filter(SchemaFiles::isSchema).sorted().toList();
      if (files.isEmpty()) {
        throw new UsageException(
            path + ": no schema files in this folder: they end with .yaml, .yml or .json");
      }
      return files;
    } catch (IOException e) {
      throw new UsageException(path + ": cannot be read: " + reason(e), e);
    }
  }

  private static boolean isSchema(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(file);
  }

  /**
   * Returns the text of a file.
   *
   * @throws UsageException when there is none, or it is too big or no text
   */
  static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UsageException(
            file + ": too big for a schema file, of which " + MOST_BYTES + " bytes are the most");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException e) {
      throw new UsageException(file + ": " + reason(e), e);
    }
  }

  /** Returns what is wrong with a file, in words. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof CharacterCodingException) {
      return "not a text in UTF-8";
    }
    return failure instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(failure.getMessage());
  }

  /**
   * Links a schema with those it refers to, looked for in the file's folder, then among others.
   *
   * @throws SchemaException when one is nowhere
   */
  SchemaSet linked(Schema schema, Path file, List<Schema> others) {
    Map<String, Schema> known = new LinkedHashMap<>();
    others.forEach(one -> known.put(one.name(), one));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      for (Path sibling : files(folder)) {
        Schema one = readable(sibling);
        if (one != null) {
          known.put(one.name(), one);
        }
      }
    }
    known.put(schema.name(), schema);
    Map<String, Schema> needed = new LinkedHashMap<>();
    collect(schema.name(), known, needed);
    return SchemaSet.of(List.copyOf(needed.values()));
  }

  /** Reads a file that need not be correct; null when it is not. */
  private @Nullable Schema readable(Path file) {
    try {
      return parse(file, functions);
    } catch (SchemaException | UsageException e) {
      return null;
    }
  }

  private static void collect(String name, Map<String, Schema> known, Map<String, Schema> needed) {
    Schema schema = known.get(name);
    if (schema == null || needed.put(name, schema) != null) {
      return;
    }
    for (Field<?> field : schema.fields().values()) {
      if (field instanceof ForeignField foreign) {
        collect(foreign.reference(), known, needed);
      }
    }
  }
}
