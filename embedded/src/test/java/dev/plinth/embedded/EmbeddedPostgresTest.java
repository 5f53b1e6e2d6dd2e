/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "nothing";
      }
    }
  }

  @Test
  void start_temporary_answersAndLeavesNothing() throws Exception {
    String directory;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      assertThat(query(postgres.url(), "SHOW server_version")).isNotEmpty();
      directory = query(postgres.url(), "SHOW data_directory");
    }
    if (System.getenv("PLINTH_POSTGRES_URL") == null) {
      assertThat(Path.of(directory)).doesNotExist();
      assertThat(processes(Path.of(directory))).isEmpty();
    }
  }

  @Test
  void start_keptFolder_findsItsData() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      query(postgres.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(query(postgres.url(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void start_folderInUse_isRefused() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(postgres.url()).contains("127.0.0.1");
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("is in use by another process")
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void start_folderOfAnotherVersion_isRefused() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "9.6\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("was made by PostgreSQL 9.6")
        .hasMessageContaining("dump it there and load it here, or use another folder");
  }

  @Test
  void jvm_killed_takesTheServerWithItAndTheDataSurvive() throws Exception {
    killKeeper("kept");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(processes(folder)).isEmpty());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(query(postgres.url(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void jvm_killed_leavesNoTemporaryFolder() throws Exception {
    killKeeper("temporary");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(folder).isEmptyDirectory());
  }

  @Test
  void unpacked_byManyAtOnce_isOneFolder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> unpack = () -> PostgresBinaries.unpacked(folder);
      List<Future<Path>> homes = threads.invokeAll(List.of(unpack, unpack));
      assertThat(homes.get(0).get()).isEqualTo(homes.get(1).get());
      assertThat(homes.get(0).get().resolve("bin/postgres")).isExecutable();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    } finally {
      threads.shutdown();
    }
  }

  private void killKeeper(String kind) throws Exception {
    Process jvm =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Keeper.class.getName(),
                    kind,
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("written");
      assertThat(processes(folder)).isNotEmpty();
      jvm.destroyForcibly().waitFor();
    }
  }

  private static List<String> processes(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(
            line ->
                line.contains("postgres")
                    && line.contains(folder.toString())
                    && !line.contains("java"))
        .toList();
  }

  /** Writes a row into a database in the folder given and waits to be killed. */
  static final class Keeper {
    private Keeper() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[1]);
      EmbeddedPostgres postgres =
          args[0].equals("kept")
              ? EmbeddedPostgres.start(folder)
              : EmbeddedPostgres.start(Directory.temporary(folder, "plinth-"));
      query(postgres.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
      System.out.println("written");
      System.in.read();
      postgres.close();
    }
  }
}
