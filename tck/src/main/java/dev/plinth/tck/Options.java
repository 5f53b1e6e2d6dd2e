/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step writes.
 *
 * @param ttl in seconds; null when none is asked for
 * @param match whether the stored entity must be a certain one
 */
record Options(@Nullable Long ttl, Match match, boolean silent) {
  static final Options NONE = new Options(null, Match.ANY, false);

  /** Which stored entity is to be written over. */
  enum Match {
    ANY,
    CURRENT,
    STALE
  }

  static Options ttl(long seconds) {
    return new Options(seconds, Match.ANY, false);
  }

  WriteOptions of(Dao<Entity> dao, @Nullable Key key) {
    WriteOptions options = WriteOptions.none();
    if (ttl != null) {
      options = options.and(WriteOptions.ttl(Duration.ofSeconds(ttl)));
    }
    if (match != Match.ANY) {
      options = options.and(WriteOptions.ifMatch(etag(dao, key)));
    }
    return silent ? options.and(WriteOptions.silent()) : options;
  }

  private String etag(Dao<Entity> dao, @Nullable Key key) {
    return match == Match.STALE || key == null
        ? "stale"
        : dao.select(key).map(Entity::etag).orElse("none");
  }

  /** Returns the source of the last parameter of a write; empty when there are no options. */
  String code(String dao, @Nullable Key key) {
    List<String> calls = new ArrayList<>();
    if (ttl != null) {
      calls.add("WriteOptions.ttl(Duration.ofSeconds(" + ttl + "))");
    }
    if (match != Match.ANY) {
      String etag =
          match == Match.STALE || key == null
              ? "\"stale\""
              : dao + ".require(" + SourceText.of(key) + ").etag()";
      calls.add("WriteOptions.ifMatch(" + etag + ")");
    }
    if (silent) {
      calls.add("WriteOptions.silent()");
    }
    return calls.stream()
        .reduce((one, other) -> one + ".and(" + other + ")")
        .map(all -> ", " + all)
        .orElse("");
  }
}
