/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server process that ends with this JVM, even when the JVM is killed: a shell between them reads
 * a pipe from the JVM and ends the server when the pipe breaks. A signal to the terminal's process
 * group does not reach the server.
 *
 * <p>The shell is also what sends signals: it is the server's parent and knows which process that
 * is. Each line it reads is answered by {@code yes} or {@code no}. It leaves the number of that
 * process in the folder for a {@link Predecessor}. Safe for use by many threads.
 */
final class Guarded implements AutoCloseable {
  private static final String GUARD =
      """
      trap '' INT TERM HUP QUIT PIPE
      last=$1; log=$2; rubbish=$3; shift 3
      if command -v setsid >/dev/null 2>&1; then own=setsid; else own=; fi
      start() {
        (trap - TERM; exec $own "$@") </dev/null >>"$log" 2>&1 &
        server=$!
        echo $server >server.pid
      }
      alive() {
        sleep 0 # waiting for a child is when a shell learns which others have ended
        kill -0 $server 2>/dev/null
      }
      end() {
        kill -s "$1" $server && kill -s CONT $server
        if [ "$1" != KILL ]; then
          for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
            alive || break
            sleep 0.2
          done
        fi
        alive && kill -s KILL $server
        wait $server
      }
      start "$@"
      while read -r verb signal; do
        case $verb in
          start) start "$@" ;;
          alive) alive ;;
          signal) kill -s "$signal" $server ;;
          end) end "$signal" ;;
        esac
        if [ $? -eq 0 ] || [ "$verb" = end ]; then echo yes; else echo no; fi
      done
      end "$last"
      if [ -n "$rubbish" ]; then rm -rf -- "$rubbish"; fi
      """;
  private static final int PATIENCE_SECONDS = 15;

  private final Process guard;
  private final OutputStream pipe;
  private final BufferedReader answers;
  private final Thread hook = new Thread(this::stop, "stop-database");

  private Guarded(Process guard) {
    this.guard = guard;
    this.pipe = guard.getOutputStream();
    this.answers = guard.inputReader(StandardCharsets.US_ASCII);
  }

  /**
   * Starts a server.
   *
   * @param signal the name of the signal that ends it at last
   */
  static Guarded start(
      String signal,
      List<String> command,
      Map<String, String> environment,
      Directory directory,
      Path log)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", signal));
    File output = log.toAbsolutePath().toFile();
    line.add(output.toString());
    line.add(directory.isTemporary() ? directory.path().toString() : "");
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.path().toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(output));
    builder.environment().putAll(environment);
    Guarded guarded = new Guarded(builder.start());
    Runtime.getRuntime().addShutdownHook(guarded.hook);
    return guarded;
  }

  boolean isAlive() {
    return guard.isAlive() && ask("alive");
  }

  /** Starts the server again, by the same command, after it has ended. */
  void startAgain() {
    ask("start");
  }

  /** Sends a signal, such as {@code STOP}, to the server. */
  void signal(String name) {
    ask("signal " + name);
  }

  /** Asks the server to end by a signal, or makes it end in the end, and waits until it has. */
  void end(String signal) {
    ask("end " + signal);
  }

  private synchronized boolean ask(String words) {
    try {
      pipe.write((words + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("no answer to '" + words + "'");
      }
      return answer.equals("yes");
    } catch (IOException e) {
      throw new EmbeddedException(
          "the shell that guards the server, process "
              + guard.pid()
              + ", is gone: the server was closed, or somebody ended the shell ("
              + e.getMessage()
              + ")",
          e);
    }
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

  /** Ends the server and waits until it has ended. */
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
