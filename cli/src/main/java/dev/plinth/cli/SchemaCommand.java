/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that look at schemas; they need neither a database nor settings. */
@Command(
    name = "schema",
    description = "Checks, shows, draws and compares schemas and schema files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Where files are named, a folder stands for the schema files in it: .yaml, .yml, .json."
    })
final class SchemaCommand implements Runnable {
  private final Application application;

  @Spec private CommandSpec spec = CommandSpec.create();

  SchemaCommand(Application application) {
    this.application = application;
  }

  /** What a diagram is written in. */
  enum Format {
    MERMAID,
    SVG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do with schemas: '" + spec.qualifiedName() + " --help' lists the commands");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "lint",
      description = "Checks schema files, each by itself and all together.",
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0 no problems, 1 problems, which are printed one a line."})
  int lint(
      @Parameters(arity = "1..*", paramLabel = "FILE|FOLDER", description = "What to check.")
          List<Path> files) {
    SchemaLint lint = SchemaLint.of(files, application.functions());
    lint.problems().forEach(out()::println);
    if (!lint.problems().isEmpty()) {
      return 1;
    }
    out().println((lint.count() == 1 ? "1 schema" : lint.count() + " schemas") + ", no problems");
    return 0;
  }

  @Command(
      name = "show",
      description = "Shows a schema of the application or of a file.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "NAME|FILE",
              description = "The name of one of the application's schemas, or a schema file.")
          String name,
      @Option(
              names = "--json-schema",
              description = "As a JSON Schema (2020-12) of what an insert takes.")
          boolean jsonSchema,
      @Option(names = "--yaml", description = "As a schema file.") boolean yaml) {
    if (jsonSchema && yaml) {
      throw new ParameterException(
          spec.commandLine(), "--json-schema and --yaml do not go together: choose one");
    }
    Optional<Schema> own =
        application.schemas().schemas().stream().filter(one -> one.name().equals(name)).findFirst();
    if (own.isEmpty() && !Files.exists(Path.of(name))) {
      throw new UsageException(
          "there is neither a schema nor a file '"
              + name
              + "'; the schemas are "
              + String.join(
                  ", ", application.schemas().schemas().stream().map(Schema::name).toList()));
    }
    SchemaFiles files = new SchemaFiles(application.functions().withStandIns());
    Schema schema = own.orElseGet(() -> files.read(Path.of(name)));
    if (yaml) {
      out().print(yaml(schema));
    } else if (jsonSchema) {
      SchemaSet set =
          own.isPresent()
              ? application.schemas()
              : files.linked(schema, Path.of(name), application.schemas().schemas());
      out().print(set.type(schema.name()).toJsonSchema());
    } else {
      out().print(schema.toText());
    }
    out().flush();
    return 0;
  }

  private static String yaml(Schema schema) {
    try {
      return schema.toYaml();
    } catch (IllegalStateException e) {
      throw new UsageException(
          "'" + schema.name() + "' has no form as a file: " + e.getMessage(), e);
    }
  }

  @Command(
      name = "diagram",
      description = "Draws entities and what they refer to.",
      mixinStandardHelpOptions = true)
  int diagram(
      @Parameters(
              arity = "0..*",
              paramLabel = "FILE|FOLDER",
              description = "What to draw; the application's schemas when it is not said.")
          @Nullable List<Path> files,
      @Option(
              names = "--format",
              description =
                  "${COMPLETION-CANDIDATES}; when it is not said, as the name of the output ends, else mermaid.")
          @Nullable Format format,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Where to write to, instead of standard output.")
          @Nullable Path output) {
    SchemaSet set =
        files == null || files.isEmpty()
            ? application.schemas()
            : SchemaSet.of(new SchemaFiles(application.functions().withStandIns()).readAll(files));
    boolean svg =
        format == null
            ? output != null && output.toString().endsWith(".svg")
            : format == Format.SVG;
    String text = svg ? set.toSvg() : set.toMermaid();
    if (output == null) {
      out().print(text);
      out().flush();
    } else {
      write(output, text);
      out().println(output + " written");
    }
    return 0;
  }

  /** Writes beside the file and renames, so that a reader sees the old or the new one. */
  private static void write(Path file, String text) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UsageException("cannot write '" + file + "': " + SchemaFiles.reason(e), e);
    }
  }

  @Command(
      name = "diff",
      description = "Compares two versions of schemas and says whom the differences break.",
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0, or 3 when the verdict is what --fail-on says or worse."})
  int diff(
      @Parameters(index = "0", paramLabel = "OLD", description = "A file or a folder.") Path old,
      @Parameters(index = "1", paramLabel = "NEW", description = "A file or a folder.") Path now,
      @Option(names = "--json", description = "Print the differences as JSON.") boolean json,
      @Option(
              names = "--fail-on",
              paramLabel = "LEVEL",
              description = "End with exit code 3 on this or worse: ${COMPLETION-CANDIDATES}.")
          SchemaDiffReport.@Nullable Level failOn) {
    SchemaFiles files = new SchemaFiles(application.functions().withStandIns());
    SchemaDiffReport report =
        SchemaDiffReport.of(files.readAll(List.of(old)), files.readAll(List.of(now)));
    out().print(json ? report.toJson() : report.toText());
    out().flush();
    return failOn != null && report.reaches(failOn) ? 3 : 0;
  }
}
