/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.benchmarks.cassandra.NoteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and writes what they say: JMH's results as JSON, and a table of the ratios
 * beside the targets. Takes JMH's options, forks taken for {@link Rounds}; without any, all
 * benchmarks in three.
 */
public final class Benchmarks {
  private static final String FOLDER = "plinth.benchmarks.reports";
  private static final int ROUNDS = 3;

  private Benchmarks() {}

  /** Runs them; ends with 1 when a target is missed. */
  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException, InterruptedException {
    Path reports = Path.of(System.getProperty(FOLDER, "reports"));
    Files.createDirectories(reports);
    CommandLineOptions asked = new CommandLineOptions(arguments);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(asked)
            .addProfiler(GCProfiler.class)
            .warmupIterations(asked.getWarmupIterations().orElse(5))
            .warmupTime(asked.getWarmupTime().orElse(TimeValue.seconds(1)))
            .measurementIterations(asked.getMeasurementIterations().orElse(5))
            .measurementTime(asked.getMeasurementTime().orElse(TimeValue.seconds(1)));
    Collection<RunResult> results = run(asked, options);
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, reports.resolve("latest.json").toString())
        .writeOut(results);
    Report report = new Report(results);
    String text = report.toMarkdown();
    Files.writeString(reports.resolve("latest.md"), text);
    System.out.println();
    System.out.println(text);
    System.exit(report.missed() == 0 ? 0 : 1);
  }

  private static Collection<RunResult> run(CommandLineOptions asked, ChainedOptionsBuilder options)
      throws RunnerException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(asked.getJvmArgsAppend().orElse(Collections.emptyList()));
    try (NoteServer cassandra = includes(asked, ".cassandra.") ? NoteServer.start() : null;
        ConsumerServer postgres = includes(asked, ".Dao") ? ConsumerServer.start() : null) {
      if (cassandra != null) {
        arguments.add(cassandra.argument());
      }
      if (postgres != null) {
        arguments.add(postgres.argument());
      }
      return Rounds.run(
          asked.getForkCount().orElse(ROUNDS),
          options.jvmArgsAppend(arguments.toArray(new String[0])));
    }
  }

  private static boolean includes(CommandLineOptions asked, String part) {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            asked.getIncludes(),
            asked.getExcludes())
        .stream()
        .anyMatch(benchmark -> benchmark.getUsername().contains(part));
  }
}
