/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server that was in a folder before and may still be ending: its JVM was killed, which set the
 * folder free at once.
 */
final class Predecessor {
  /** The file in the folder with the number of the process that was started last. */
  static final String FILE = "server.pid";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  private Predecessor() {}

  /**
   * Waits until it has ended.
   *
   * @throws EmbeddedException when it does not
   */
  static void await(Path folder) throws IOException {
    Optional<ProcessHandle> process = find(folder.resolve(FILE));
    if (process.isPresent()) {
      Waiting.until(
          () -> !process.get().isAlive(),
          PATIENCE,
          () ->
              new EmbeddedException(
                  "the database in "
                      + folder
                      + " is in use by process "
                      + process.get().pid()
                      + ": stop that, or use another folder"));
    }
  }

  private static Optional<ProcessHandle> find(Path file) throws IOException {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) { // nobody lived long enough to write it
        return Optional.empty();
      }
      // a process younger than the file has only got its number
      Instant latest = Files.getLastModifiedTime(file).toInstant().plus(CLOCK_STEP);
      return ProcessHandle.of(Long.parseLong(text))
          .filter(process -> process.info().startInstant().filter(latest::isAfter).isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
