/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server process that ends with this JVM, even when the JVM is killed: a shell between them waits
 * on a pipe from the JVM and stops the server when the pipe breaks. A signal to the terminal's
 * process group does not reach the server.
 */
final class Guarded implements AutoCloseable {
  private static final String GUARD =
      """
      trap '' INT TERM HUP QUIT
      signal=$1; rubbish=$2; shift 2
      clean() { if [ -n "$rubbish" ]; then rm -rf -- "$rubbish"; fi; }
      if command -v setsid >/dev/null 2>&1; then setsid "$@" & else "$@" & fi
      server=$!
      read -r word
      kill -s "$signal" $server 2>/dev/null
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        kill -0 $server 2>/dev/null || { clean; exit 0; }
        sleep 0.2
      done
      kill -s KILL $server 2>/dev/null
      wait $server 2>/dev/null
      clean
      """;
  private static final int PATIENCE_SECONDS = 15;

  private final Process guard;
  private final OutputStream pipe;
  private final Thread hook = new Thread(this::stop, "stop-database");

  private Guarded(Process guard) {
    this.guard = guard;
    this.pipe = guard.getOutputStream();
  }

  /**
   * Starts a server.
   *
   * @param signal the name of the signal that asks it to stop
   */
  static Guarded start(
      String signal,
      List<String> command,
      Map<String, String> environment,
      Directory directory,
      Path log)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", signal));
    line.add(directory.isTemporary() ? directory.path().toString() : "");
    line.addAll(command);
    File output = log.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    builder.environment().putAll(environment);
    Guarded guarded = new Guarded(builder.start());
    Runtime.getRuntime().addShutdownHook(guarded.hook);
    return guarded;
  }

  boolean isAlive() {
    return guard.isAlive() && guard.descendants().findAny().isPresent();
  }

  private void stop() {
    try {
      pipe.close();
      if (!guard.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
      }
    } catch (IOException e) {
      guard.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is on its way down, and the hook has run or is running
    }
  }
}
