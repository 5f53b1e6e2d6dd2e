/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredecessorTest {
  @TempDir Path folder;

  @Test
  void await_processThatIsEnding_waitsForItsEnd() throws Exception {
    Process process = new ProcessBuilder("sleep", "1").start();
    Files.writeString(folder.resolve(Predecessor.FILE), process.pid() + "\n");
    Predecessor.await(folder);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void await_numberWentToAnotherProcess_doesNotWait() throws Exception {
    Path file =
        Files.writeString(folder.resolve(Predecessor.FILE), ProcessHandle.current().pid() + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    Predecessor.await(folder);
  }

  @Test
  void await_noFileOrAnEmptyOne_doesNotWait() throws Exception {
    assertThatCode(() -> Predecessor.await(folder)).doesNotThrowAnyException();
    Files.createFile(folder.resolve(Predecessor.FILE));
    assertThatCode(() -> Predecessor.await(folder)).doesNotThrowAnyException();
  }
}
