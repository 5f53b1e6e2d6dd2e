/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Session;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own that speaks TLS, with a certificate for localhost that is its own root. */
class PostgresTlsTest {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("name", string())
          .build();
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  private static EmbeddedPostgres server;

  /** A private key and its certificate, as PEM. */
  private record Pair(String key, String certificate) {}

  @BeforeAll
  static void startWithTls() throws Exception {
    server = EmbeddedPostgres.start(folder.resolve("server"));
    Pair pair = pair("server");
    Files.writeString(folder.resolve("root.pem"), pair.certificate());
    Files.writeString(folder.resolve("other.pem"), pair("other").certificate());
    try (PostgresStrategy operator = PostgresStrategy.of(server.url());
        Session session = operator.connector().orElseThrow().open()) {
      write(session, pair.key(), "server.key");
      write(session, pair.certificate(), "server.crt");
      session.execute("COPY (SELECT 1) TO PROGRAM 'chmod 600 server.key'");
      session.execute("ALTER SYSTEM SET ssl = on");
      session.query("SELECT pg_reload_conf()");
    }
    awaitTls();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The server itself writes the file, so that it belongs to whom the server runs as. */
  private static void write(Session session, String text, String name) {
    session.execute(
        "COPY (SELECT unnest(string_to_array('"
            + text.strip()
            + "', E'\\n'))) TO PROGRAM 'cat > "
            + name
            + "'");
  }

  private static void awaitTls() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (PostgresStrategy probe = PostgresStrategy.of(config("require", "root.pem"))) {
        if (probe.check().isUp()) {
          return;
        }
        assertThat(System.nanoTime()).as("%s", probe.check()).isLessThan(end);
      }
      Thread.sleep(50);
    }
  }

  private static Pair pair(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname"));
    command.addAll(List.of("secp256r1", "-dname", "CN=localhost", "-validity", "2"));
    command.addAll(List.of("-ext", "san=dns:localhost", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new Pair(
        pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()),
        pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static PostgresConfig config(String mode, String root) {
    return config("localhost", mode, root);
  }

  private static PostgresConfig config(String host, String mode, String root) {
    return PostgresConfig.of(
            server.url().replace("//127.0.0.1:", "//" + host + ":")
                + "&password=hush&sslmode="
                + mode
                + "&sslrootcert="
                + folder.resolve(root))
        .withConnectTimeout(Duration.ofMillis(600));
  }

  private static DaoException.Fault refused(PostgresConfig config) {
    try (Db db = Db.on(PostgresStrategy.of(config)).schemas(ROWS).open()) {
      DaoException.Fault fault =
          catchThrowableOfType(
              DaoException.Fault.class, () -> db.dao("rows").insert(Values.of("name", "a")));
      assertThat(fault).isNotNull();
      assertThat(fault.isOutcomeKnown()).isTrue();
      assertThat(fault.getMessage())
          .startsWith("[postgres] no connection: ")
          .doesNotContain("Exception", "java.", "sun.", "\n", "hush");
      return fault;
    }
  }

  @Test
  void verifyFull_rightRoot_isEncrypted() {
    PostgresConfig config = config("verify-full", "root.pem");
    try (Db db = Db.on(PostgresStrategy.of(config)).schemas(ROWS).open();
        PostgresStrategy strategy = PostgresStrategy.of(config);
        Session session = strategy.connector().orElseThrow().open()) {
      db.createTables();
      assertThat(db.dao("rows").select(db.dao("rows").insert(Values.of("name", "a")).key()))
          .isPresent();
      var row =
          session.query("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()").get(0);
      assertThat(row.get("ssl")).isEqualTo(true);
      assertThat(String.valueOf(row.get("version"))).startsWith("TLSv1.");
      assertThat(
              session
                  .query(
                      "SELECT bool_and(ssl) AS all FROM pg_stat_ssl JOIN pg_stat_activity USING"
                          + " (pid) WHERE application_name = 'plinth' AND backend_type = 'client"
                          + " backend'")
                  .get(0)
                  .get("all"))
          .as("every connection of the pool")
          .isEqualTo(true);
    }
  }

  @Test
  void verifyFull_wrongRoot_saysWhatToLookAt() {
    DaoException.Fault fault = refused(config("verify-full", "other.pem"));
    assertThat(fault.isRetryable()).isFalse();
    assertThat(fault)
        .hasMessageContaining("the server's certificate is not trusted")
        .hasMessageEndingWith(": see sslrootcert and sslmode in the address");
  }

  @Test
  void verifyFull_otherName_isRefused() {
    DaoException.Fault fault = refused(config("127.0.0.1", "verify-full", "root.pem"));
    assertThat(fault).hasMessageContaining("127.0.0.1");
  }

  @Test
  void rootFile_missing_isNamed() {
    DaoException.Fault fault = refused(config("verify-full", "nothing.pem"));
    assertThat(fault).hasMessageContaining("nothing.pem");
  }

  @Test
  void check_wrongRoot_isDownInWords() {
    try (PostgresStrategy strategy = PostgresStrategy.of(config("verify-full", "other.pem"))) {
      assertThat(strategy.check().problem().orElseThrow())
          .contains("the server's certificate is not trusted")
          .doesNotContain("Exception", "hush");
    }
  }
}
