/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells subscribers of changes, on the writing thread. Safe for use by many threads. */
final class Notifier implements Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private final Map<String, List<Consumer<Change>>> consumers = new ConcurrentHashMap<>();

  @Override
  public Subscription subscribe(String schema, Consumer<Change> consumer) {
    List<Consumer<Change>> list =
        consumers.computeIfAbsent(schema, name -> new CopyOnWriteArrayList<>());
    list.add(consumer);
    return () -> list.remove(consumer);
  }

  void tell(Change change) {
    for (Consumer<Change> consumer : consumers.getOrDefault(change.schema(), List.of())) {
      try {
        consumer.accept(change);
      } catch (RuntimeException e) {
        LOG.warn(
            "a subscriber to changes of '{}' failed; the change itself is written",
            change.schema(),
            e);
      }
    }
  }
}
