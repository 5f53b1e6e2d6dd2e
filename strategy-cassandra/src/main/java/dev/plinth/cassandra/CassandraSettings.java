/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** Reads a configuration and notes every problem. For one thread. */
final class CassandraSettings {
  private static final int DEFAULT_PORT = 9042;
  private static final int MOST_MILLIS = 3_600_000;
  private static final int MOST_COPIES = 100;

  private final Settings settings;
  private final List<String> problems = new ArrayList<>();

  private CassandraSettings(Settings settings) {
    this.settings = settings;
  }

  /** Throws {@link IllegalArgumentException} with every problem. */
  static CassandraConfig read(Settings settings) {
    CassandraSettings reading = new CassandraSettings(settings);
    CassandraConfig config = reading.config();
    if (!reading.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reading.problems));
    }
    return config;
  }

  private Optional<String> get(String name) {
    return settings.get("cassandra." + name).map(String::strip);
  }

  private CassandraConfig config() {
    List<InetSocketAddress> points = points(get("contact-points").orElse(""));
    String datacenter = get("local-datacenter").orElse("");
    if (datacenter.isEmpty()) {
      problems.add(
          "cassandra.local-datacenter is not set: 'nodetool status' names the data centres");
    }
    Changes config = new Changes(CassandraConfig.of(points, datacenter));
    get("keyspace").ifPresent(name -> keyspace(name, config));
    credentials(config);
    get("replication").ifPresent(text -> replication(text, config));
    if (isSet("levels", "global", "local", "when all writers are in one data centre")) {
      config.make(CassandraConfig::withLocalLevels);
    }
    if (isSet("events", "on", "off", "when no node keeps a cache")) {
      config.make(CassandraConfig::withoutEvents);
    }
    millis("request-timeout", 100, time -> config.make(old -> old.withRequestTimeout(time)));
    millis("patience", 1, time -> config.make(old -> old.withPatience(time)));
    millis("event-retention", 10_000, time -> config.make(old -> old.withEventRetention(time)));
    millis("speculative-reads", 1, time -> config.make(old -> old.withSpeculativeReads(time)));
    return config.made;
  }

  /** A configuration in the making. */
  private static final class Changes {
    CassandraConfig made;

    Changes(CassandraConfig made) {
      this.made = made;
    }

    void make(UnaryOperator<CassandraConfig> change) {
      made = change.apply(made);
    }
  }

  private void keyspace(String name, Changes config) {
    if (isKeyspace(name)) {
      config.make(old -> old.withKeyspace(name));
    } else {
      problems.add("cassandra.keyspace " + CassandraConfig.KEYSPACE);
    }
  }

  private void credentials(Changes config) {
    Optional<String> user = settings.get("cassandra.user");
    Optional<String> password = settings.get("cassandra.password");
    if (user.isPresent() && password.isPresent()) {
      config.make(old -> old.withCredentials(user.get(), password.get()));
    } else if (user.isPresent() || password.isPresent()) {
      problems.add("cassandra.user and cassandra.password are set both, or neither");
    }
  }

  /** Says whether the second of two words is set; the first is what holds when nothing is. */
  private boolean isSet(String name, String usual, String other, String when) {
    String word = get(name).orElse(usual);
    if (!word.equals(usual) && !word.equals(other)) {
      problems.add("cassandra." + name + " must be '" + usual + "', or '" + other + "' " + when);
    }
    return word.equals(other);
  }

  static boolean isKeyspace(String name) {
    return name.matches("[a-zA-Z][a-zA-Z0-9_]{0,47}");
  }

  private List<InetSocketAddress> points(String text) {
    List<InetSocketAddress> points = new ArrayList<>();
    boolean wrong = false;
    for (String point : text.split(",", -1)) {
      String one = point.strip();
      int colon = one.lastIndexOf(':');
      try {
        if (!one.isEmpty()) {
          points.add(
              colon < 0
                  ? new InetSocketAddress(one, DEFAULT_PORT)
                  : new InetSocketAddress(
                      one.substring(0, colon), Integer.parseInt(one.substring(colon + 1))));
        }
      } catch (IllegalArgumentException e) {
        problems.add("cassandra.contact-points has '" + one + "', which is not host:port");
        wrong = true;
      }
    }
    if (points.isEmpty() && !wrong) {
      problems.add(
          "cassandra.contact-points is not set: set PLINTH_CASSANDRA_CONTACT_POINTS to host:port of"
              + " one node or more");
    }
    return points;
  }

  /** Reads {@code 3}, or {@code east:3,west:2}. */
  private void replication(String text, Changes config) {
    Map<String, Integer> copies = new LinkedHashMap<>();
    String[] parts = text.split(",", -1);
    for (String part : parts) {
      int colon = part.lastIndexOf(':');
      String place = colon < 0 ? "" : part.substring(0, colon).strip();
      if (place.isEmpty() && parts.length > 1) {
        problems.add("cassandra.replication must be a number, or name:number for each data centre");
        return;
      }
      number(
          "replication",
          part.substring(colon + 1),
          1,
          MOST_COPIES,
          count -> copies.put(place, count));
    }
    Integer everywhere = copies.get("");
    if (everywhere != null) {
      config.make(old -> old.withReplication(everywhere));
    } else if (!copies.isEmpty()) {
      config.make(old -> old.withReplication(copies));
    }
  }

  private void millis(String name, int least, Consumer<Duration> use) {
    get(name)
        .ifPresent(
            text ->
                number(
                    name, text, least, MOST_MILLIS, value -> use.accept(Duration.ofMillis(value))));
  }

  private void number(String name, String text, int least, int most, IntConsumer use) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        use.accept(value);
        return;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    problems.add("cassandra." + name + " must be a number from " + least + " to " + most);
  }
}
