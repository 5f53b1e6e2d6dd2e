/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a Cassandra server is started with: options, configuration, class path. */
final class CassandraFiles {
  static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{HH:mm:ss} %-5level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  /**
   * Leaves definitions of tables in memory: each takes a tenth of the time, and a server that
   * starts again would not know them.
   */
  static final String NO_SECOND_START = "-Dcassandra.test.flush_local_schema_changes=false";

  static final List<String> OPTIONS = options();

  private CassandraFiles() {}

  private static List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                // the second compiler pays for itself only after tens of thousands of statements
                "-XX:TieredStopAtLevel=1",
                "-Djava.security.manager=allow",
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.consistent.rangemovement=false",
                "-Dcassandra.superuser_setup_delay_ms=0",
                // the goodbye to other nodes is sent without a pause of two seconds after it
                "-Dcassandra.shutdown_announce_in_ms=0",
                // what a row takes in memory is estimated by a hundred of them, in no time, instead
                // of by a hundred thousand in two seconds
                "-Dcassandra.memtable_row_overhead_computation_step=100"));
    for (String exported :
        List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc")) {
      options.addAll(List.of("--add-exports", exported + "=ALL-UNNAMED"));
    }
    for (String opened :
        List.of(
            "java.lang",
            "java.lang.module",
            "java.lang.reflect",
            "java.io",
            "java.nio",
            "java.net",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.stream",
            "sun.nio.ch",
            "jdk.internal.loader",
            "jdk.internal.ref",
            "jdk.internal.reflect",
            "jdk.internal.math",
            "jdk.internal.module",
            "jdk.internal.util.jar")) {
      options.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
    }
    options.addAll(
        List.of("--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED"));
    return List.copyOf(options);
  }

  static String yaml(Path home, CassandraPlace place) {
    return """
        cluster_name: plinth
        num_tokens: 1
        initial_token: "%5$s"
        auto_bootstrap: false
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        commitlog_sync: periodic
        commitlog_sync_period: 10000ms
        data_file_directories: ["%1$s/data"]
        commitlog_directory: "%1$s/commitlog"
        saved_caches_directory: "%1$s/saved_caches"
        hints_directory: "%1$s/hints"
        cdc_raw_directory: "%1$s/cdc_raw"
        listen_address: %2$s
        rpc_address: %2$s
        start_native_transport: true
        native_transport_port: %3$d
        storage_port: %4$d
        endpoint_snitch: SimpleSnitch
        auto_snapshot: false
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "%6$s"
        """
        .formatted(
            home,
            place.host(),
            place.nativePort(),
            place.storagePort(),
            place.token(),
            place.seeds());
  }

  /**
   * Returns the class path of the server: jars of the local Maven repository, listed when this
   * module was built.
   */
  static String classPath() {
    Path repository =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    List<String> jars = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String jar : list().strip().split("\\|", -1)) {
      Path path = Path.of(jar.replace("@repository@", repository.toString()));
      jars.add(path.toString());
      if (!Files.isReadable(path)) {
        missing.add(path.getFileName().toString());
      }
    }
    if (!missing.isEmpty()) {
      throw new EmbeddedException(
          missing.size()
              + " of Cassandra's jars are not in "
              + repository
              + ", among them "
              + missing.get(0)
              + ": run 'mvn dependency:get -Dartifact=org.apache.cassandra:cassandra-all:5.0.9', or set PLINTH_CASSANDRA_CONTACT_POINTS to a node of your own");
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String list() {
    try (InputStream in =
        CassandraFiles.class.getClassLoader().getResourceAsStream("plinth/cassandra.classpath")) {
      if (in == null) {
        throw new EmbeddedException(
            "the list of Cassandra's jars is missing: build the module 'embedded' with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EmbeddedException("cannot read the list of Cassandra's jars: " + e.getMessage(), e);
    }
  }
}
