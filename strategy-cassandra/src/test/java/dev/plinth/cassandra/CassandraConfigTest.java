/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraConfigTest {
  private static CassandraConfig config(String... settings) {
    Map<String, String> map = new HashMap<>();
    map.put("cassandra.contact-points", "one, two:9043");
    map.put("cassandra.local-datacenter", "east");
    for (int i = 0; i < settings.length; i += 2) {
      map.put("cassandra." + settings[i], settings[i + 1]);
    }
    return CassandraConfig.from(Settings.of(map));
  }

  @Test
  void from_nothingButTheAddress_hasTheDefaults() {
    CassandraConfig config = config();
    assertThat(config.contactPoints())
        .extracting(InetSocketAddress::getHostString, InetSocketAddress::getPort)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("one", 9042),
            org.assertj.core.groups.Tuple.tuple("two", 9043));
    assertThat(config.keyspace()).isEqualTo("plinth");
    assertThat(config.replication()).containsExactly(Map.entry("east", 3));
    assertThat(config.isLocal()).isFalse();
    assertThat(config.isAnnouncing()).isTrue();
    assertThat(config.speculation()).isNull();
    assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void from_allSettings_takesThem() {
    CassandraConfig config =
        config(
            "keyspace", "shop",
            "user", "plinth",
            "password", "secret",
            "replication", "west:2, east:3",
            "levels", "local",
            "events", "off",
            "request-timeout", "500",
            "patience", "20",
            "event-retention", "60000",
            "speculative-reads", "15");
    assertThat(config.keyspace()).isEqualTo("shop");
    assertThat(config.user()).isEqualTo("plinth");
    assertThat(config.password()).isEqualTo("secret");
    assertThat(config.replication()).containsExactly(Map.entry("east", 3), Map.entry("west", 2));
    assertThat(config.isLocal()).isTrue();
    assertThat(config.isAnnouncing()).isFalse();
    assertThat(config.requestTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.patience()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.eventRetention()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.speculation()).isEqualTo(Duration.ofMillis(15));
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void from_manyProblems_tellsAllOfThem() {
    Settings wrong =
        Settings.of(
            Map.of(
                "cassandra.contact-points", "one:port",
                "cassandra.keyspace", "1st",
                "cassandra.user", "plinth",
                "cassandra.replication", "0",
                "cassandra.levels", "near",
                "cassandra.events", "maybe",
                "cassandra.patience", "soon"));
    assertThatThrownBy(() -> CassandraConfig.from(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cassandra.contact-points has 'one:port', which is not host:port;"
                + " cassandra.local-datacenter is not set: 'nodetool status' names the data centres;"
                + " cassandra.keyspace must be a letter, then letters, digits and underscores, 48"
                + " characters at most;"
                + " cassandra.user and cassandra.password are set both, or neither;"
                + " cassandra.replication must be a number from 1 to 100;"
                + " cassandra.levels must be 'global', or 'local' when all writers are in one data"
                + " centre;"
                + " cassandra.events must be 'on', or 'off' when no node keeps a cache;"
                + " cassandra.patience must be a number from 1 to 3600000");
  }

  @Test
  void from_noAddress_saysWhereToSetIt() {
    assertThatThrownBy(
            () -> CassandraConfig.from(Settings.of(Map.of("cassandra.local-datacenter", "east"))))
        .hasMessage(
            "cassandra.contact-points is not set: set PLINTH_CASSANDRA_CONTACT_POINTS to host:port"
                + " of one node or more");
  }

  @Test
  void from_replicationOfOneAndOfAll_isAProblem() {
    assertThatThrownBy(() -> config("replication", "3,west:2"))
        .hasMessage("cassandra.replication must be a number, or name:number for each data centre");
  }

  @Test
  void from_twoReplicationsWithoutAName_isAProblem() {
    assertThatThrownBy(() -> config("replication", "3,4"))
        .hasMessage("cassandra.replication must be a number, or name:number for each data centre");
  }

  @Test
  void withReplication_lessThanOne_throws() {
    assertThatThrownBy(() -> config().withReplication(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config().withReplication(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
