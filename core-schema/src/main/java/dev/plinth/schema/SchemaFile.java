/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Schema files: YAML or JSON to definitions and back. Typedefs are laid under the attributes that
 * name them, names of functions become the functions.
 */
final class SchemaFile {
  private static final int CHARACTERS = 1_000_000;

  /** The properties that name a function, and what it has to be. */
  private static final Map<String, Functions.Kind> FUNCTIONS =
      Map.of(
          "custom_validator", Functions.Kind.CHECK,
          "fn", Functions.Kind.ENTITY_CHECK,
          "check", Functions.Kind.ENTITY_CHECK,
          "func", Functions.Kind.SHORTHAND,
          "on_write", Functions.Kind.TRANSFORMATION,
          "on_read", Functions.Kind.TRANSFORMATION);

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setMaxAliasesForCollections(50)
          .setCodePointLimit(CHARACTERS)
          .build();

  private SchemaFile() {}

  /**
   * Reads a definition that has passed the metaschema.
   *
   * @throws SchemaException with every problem, its line and its path
   */
  static Map<String, @Nullable Object> read(String text, Functions functions) {
    if (!(parse(text) instanceof Map<?, ?> map)) {
      throw new SchemaException(
          "schema file",
          List.of("expected a mapping of properties, such as 'name: services' on the first line"));
    }
    List<String> problems = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Map<String, @Nullable Object> definition =
        new Reader(functions, problems, unknown).map(map, "");
    Object format = definition.remove("format");
    if (format != null && !Long.valueOf(1).equals(format)) {
      problems.add("format: this version reads format 1, not " + format);
    }
    Metaschema.judge(new Attributes(definition)).problems().stream()
        .filter(problem -> unknown.stream().noneMatch(problem::startsWith))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new SchemaException(
          Metaschema.subject(definition), new SourceLines(text, SETTINGS).locate(problems));
    }
    return definition;
  }

  private static @Nullable Object parse(String text) {
    try {
      return new Load(SETTINGS).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      throw new SchemaException(
          "schema file",
          List.of(
              "line "
                  + e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
                  + ": not YAML: "
                  + e.getProblem()
                  + (e.getContext() == null ? "" : " " + e.getContext())));
    } catch (YamlEngineException e) {
      throw new SchemaException("schema file is not YAML", e);
    }
  }

  /**
   * Turns what the YAML engine read into a definition.
   *
   * @param unknown paths of fields of which nothing more can be said, as their typedef is unknown
   */
  private record Reader(Functions functions, List<String> problems, List<String> unknown) {
    Map<String, @Nullable Object> map(Map<?, ?> map, String path) {
      Map<String, @Nullable Object> read = new LinkedHashMap<>();
      if (map.get("typedef") instanceof String name) {
        try {
          read.putAll(TypedefData.get(name));
        } catch (IllegalArgumentException e) {
          problems.add(path + "typedef: " + e.getMessage());
          unknown.add(path);
        }
      }
      map.forEach(
          (key, value) -> {
            String name = String.valueOf(key);
            if (!name.equals("typedef")) {
              read.put(name, value(name, value, path + name + "."));
            }
          });
      return read;
    }

    /** Says whether what is in the list at a path goes by its name. */
    private static boolean isNamed(String path) {
      return path.endsWith("fields.") || path.endsWith("subschemas.");
    }

    private @Nullable Object value(String name, @Nullable Object value, String path) {
      if (value instanceof Map<?, ?> map) {
        return map(map, path);
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> read = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
          boolean named = list.get(i) instanceof Map<?, ?> one && one.size() == 1 && isNamed(path);
          read.add(value("", list.get(i), named ? path : path + (i + 1) + "."));
        }
        return read;
      }
      if (value instanceof Integer number) {
        return number.longValue();
      }
      return FUNCTIONS.containsKey(name) && value instanceof String function
          ? function(name, function, path.substring(0, path.length() - 1))
          : value;
    }

    /** Returns the function of that name; a stand-in when there is none and the problem is told. */
    private Object function(String property, String name, String path) {
      Functions.Kind wanted = Objects.requireNonNull(FUNCTIONS.get(property));
      Object found = functions.get(name);
      if (found == null) {
        problems.add(
            path + ": function '" + name + "' is not registered: hand it over in Functions");
      } else if (!wanted.fits(found)) {
        problems.add(
            path
                + ": function '"
                + name
                + "' is of another kind: register it by Functions."
                + wanted.method());
      } else {
        return found;
      }
      return new NamedFunction(name);
    }
  }

  static String write(Map<String, @Nullable Object> definition) {
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("format", 1);
    file.putAll(definition);
    requireData(file, "");
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).build())
        .dumpToString(file);
  }

  private static void requireData(@Nullable Object tree, String path) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> requireData(value, path + "." + key));
    } else if (tree instanceof List<?> list) {
      list.forEach(one -> requireData(one, path));
    } else if (!(tree == null
        || tree instanceof String
        || tree instanceof Number
        || tree instanceof Boolean)) {
      throw new IllegalStateException(
          path.substring(1) + " is a function, which has no form in a file");
    }
  }

  static List<Schema> readAll(Path folder, Functions functions) {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (Path file : files.filter(SchemaFile::isSchema).sorted().toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
      return readAll(texts, functions);
    } catch (IOException e) {
      throw new SchemaException("cannot read the schemas in " + folder, e);
    }
  }

  private static boolean isSchema(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  static List<Schema> readAll(ClassLoader loader, String folder, Functions functions) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : text(loader, folder + "/index").split("\n", -1)) {
      if (!line.isBlank()) {
        texts.put(line.strip(), text(loader, folder + "/" + line.strip()));
      }
    }
    return readAll(texts, functions);
  }

  private static String text(ClassLoader loader, String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new SchemaException(
            "schema files", List.of("there is no '" + resource + "' on the class path"));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SchemaException("cannot read '" + resource + "'", e);
    }
  }

  private static List<Schema> readAll(Map<String, String> texts, Functions functions) {
    List<Schema> schemas = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    texts.forEach(
        (file, text) -> {
          try {
            schemas.add(Schema.parse(text, functions));
          } catch (SchemaException e) {
            e.problems().forEach(problem -> problems.add(file + ": " + problem));
          }
        });
    if (!problems.isEmpty()) {
      throw new SchemaException("schema files are not correct", problems);
    }
    return schemas;
  }
}
