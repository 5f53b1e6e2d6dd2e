/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("ring")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRingTest {
  private final EmbeddedRing ring = EmbeddedRing.start();
  private final CqlSession session = connect(ring);

  @BeforeAll
  void createTable() {
    session.execute(
        "CREATE KEYSPACE ring WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}");
    session.execute("CREATE TABLE ring.answers (id int PRIMARY KEY, answer int, note text)");
    session.execute("CREATE INDEX notes ON ring.answers (note) USING 'sai'");
  }

  @BeforeEach
  void clear() {
    session.execute("TRUNCATE ring.answers");
  }

  @AfterAll
  void close() {
    session.close();
    ring.close();
  }

  @Test
  void start_allUp_isOneRingOfThree() {
    assertThat(session.getMetadata().getNodes().values())
        .extracting(node -> node.getEndPoint().resolve())
        .containsExactlyInAnyOrderElementsOf(ring.contactPoints());
    for (int node = 0; node < 3; node++) {
      assertThat(on(node, "SELECT * FROM system.peers_v2").all()).hasSize(2);
    }
    on(0, "INSERT INTO ring.answers (id, answer, note) VALUES (1, 42, 'all')");
    assertThat(
            on(1, "UPDATE ring.answers SET answer = 43 WHERE id = 1 IF answer = 42").wasApplied())
        .isTrue();
    assertThat(
            on(2, "UPDATE ring.answers SET answer = 44 WHERE id = 1 IF answer = 42").wasApplied())
        .isFalse();
    assertThat(on(2, "SELECT answer FROM ring.answers WHERE note = 'all'").all())
        .extracting(row -> row.getInt("answer"))
        .containsExactly(43);
  }

  @Test
  void nodes_awayAndBack_quorumHoldsWithTwoAndNotWithOne() {
    String insert = "INSERT INTO ring.answers (id, answer) VALUES (%d, 42)";
    ring.kill(2);
    on(0, insert.formatted(1));
    assertThat(on(1, "SELECT answer FROM ring.answers WHERE id = 1").all()).hasSize(1);

    ring.pause(1);
    assertThatThrownBy(() -> on(0, insert.formatted(2)))
        .isInstanceOfAny(WriteTimeoutException.class, UnavailableException.class);

    ring.resume(1);
    on(0, insert.formatted(3));
    on(1, insert.formatted(4));

    ring.start(2);
    ring.stop(0);
    assertThat(on(2, "SELECT answer FROM ring.answers WHERE id = 4").all()).hasSize(1);

    ring.start(0);
    on(0, insert.formatted(5));
    assertThat(on(2, "SELECT answer FROM ring.answers WHERE id = 5").all()).hasSize(1);
  }

  @Test
  void node_inAnotherState_isSaidWithTheWayOut() {
    assertThatThrownBy(() -> ring.start(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the node on 127.0.0.2 is running: stop or kill it first");
    ring.pause(1);
    assertThatThrownBy(() -> ring.stop(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the node on 127.0.0.2 is paused: resume it first");
    ring.resume(1);
    ring.kill(1);
    assertThatThrownBy(() -> ring.kill(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the node on 127.0.0.2 is down: start it first");
    ring.start(1);
    assertThatThrownBy(() -> ring.kill(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Executes at QUORUM, on one node and no other. */
  private ResultSet on(int node, String statement) {
    InetSocketAddress address = ring.contactPoints().get(node);
    Node coordinator = session.getMetadata().findNode(address).orElseThrow();
    await().until(() -> coordinator.getOpenConnections() > 0);
    return Objects.requireNonNull(
        session.execute(
            SimpleStatement.newInstance(statement)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setNode(coordinator)));
  }

  private static CqlSession connect(EmbeddedRing ring) {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(100))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(1))
                .build())
        .addContactPoints(ring.contactPoints())
        .withLocalDatacenter(ring.localDatacenter())
        .build();
  }
}
