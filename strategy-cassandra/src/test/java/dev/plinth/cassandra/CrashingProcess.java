/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link CrashingWriter} in a JVM of its own, until it is killed. For one thread, once. */
final class CrashingProcess {
  private final Process process;
  private final BufferedReader out;
  private final List<String> lines = new ArrayList<>();

  CrashingProcess(CassandraConfig config) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CrashingWriter.class.getName(),
            Integer.toString(config.contactPoints().get(0).getPort()),
            config.localDatacenter(),
            config.keyspace());
    try {
      this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Waits until so many writes are acknowledged, then kills it, so many nanoseconds later, and
   * returns all that it has said.
   */
  List<String> kill(int acknowledged, long nanos) throws IOException, InterruptedException {
    int done = 0;
    while (done < acknowledged) {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("the writer has ended by itself after " + lines);
      }
      lines.add(line);
      done += line.startsWith(CrashingWriter.DONE) ? 1 : 0;
    }
    TimeUnit.NANOSECONDS.sleep(nanos);
    // not by the process itself, which would close its output before it is read
    process.toHandle().destroyForcibly();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    process.waitFor();
    return lines;
  }
}
