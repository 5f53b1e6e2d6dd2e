/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.memory.Rows.Row;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one table, each operation under the lock. Safe for use by many threads. */
final class MemoryStore implements EntityStore {
  private final Memory memory;
  private final Rows rows;

  MemoryStore(Memory memory, Rows rows) {
    this.memory = memory;
    this.rows = rows;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    memory.lock();
    try {
      return work.get();
    } finally {
      memory.lock.unlock();
    }
  }

  private Instant now() {
    return memory.clock.instant();
  }

  private @Nullable Row live(@Nullable Row row) {
    return row != null && row.isLive(now()) ? row : null;
  }

  /** Returns the row as callers see it: with what is left of its time, and its version. */
  private Entity seen(Table table, Row row) {
    Duration left =
        row.expiresAt() == null ? null : wholeSeconds(Duration.between(now(), row.expiresAt()));
    Entity entity = row.entity();
    @Nullable Object[] slots = entity.names().stream().map(entity::get).toArray();
    return table
        .type()
        .assemble(Objects.requireNonNull(slots), left, entity.workspace(), row.version());
  }

  /** Rounds up, so that a row that lives has a second at least. */
  private static Duration wholeSeconds(Duration left) {
    return Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds());
  }

  @Override
  public @Nullable Entity select(Index index, Key key) {
    return locked(
        () -> {
          Row row = live(rows.get(index, key));
          return row == null ? null : seen(rows.table(), row);
        });
  }

  @Override
  public Slice page(Scan scan) {
    return locked(
        () -> {
          Key after =
              scan.position() == null ? null : KeyPositions.decode(rows.table(), scan.position());
          List<Entity> found = new ArrayList<>();
          for (Row row : candidates(scan, after)) {
            if ((scan.isWithExpired() || live(row) != null) && matches(scan, row.entity())) {
              if (found.size() == scan.size()) {
                return new Slice(found, KeyPositions.encode(rows.key(found.get(found.size() - 1))));
              }
              found.add(seen(rows.table(), row));
            }
          }
          return new Slice(found, null);
        });
  }

  private Collection<Row> candidates(Scan scan, @Nullable Key after) {
    Index index = scan.index();
    if (index == null || !index.isUnique() || after != null) {
      return rows.after(after);
    }
    Row row = rows.get(index, Objects.requireNonNull(scan.key(), "key"));
    return row == null ? List.of() : List.of(row);
  }

  private boolean matches(Scan scan, Entity entity) {
    if (scan.workspace() != null && !scan.workspace().equals(entity.workspace())) {
      return false;
    }
    Index index = scan.index();
    if (index != null && !Objects.equals(scan.key(), rows.table().keyIn(index, entity))) {
      return false;
    }
    if (scan.tags().isEmpty()) {
      return true;
    }
    Set<?> tags = entity.get("tags") instanceof Collection<?> all ? Set.copyOf(all) : Set.of();
    return scan.isAllTags()
        ? tags.containsAll(scan.tags())
        : scan.tags().stream().anyMatch(tags::contains);
  }

  @Override
  public Entity insert(Insert insert) {
    return locked(
        () -> {
          Entity entity = insert.entity();
          if (live(rows.get(rows.key(entity))) != null) {
            throw Failures.duplicate(insert.table(), insert.table().primary(), entity);
          }
          requireUnique(insert.table(), entity);
          makeRoom(insert.table(), entity);
          requireParents(insert.table(), entity, null);
          return put(insert.table(), entity, expiry(entity));
        });
  }

  private @Nullable Instant expiry(Entity entity) {
    return entity.ttl().map(ttl -> now().plus(ttl)).orElse(null);
  }

  private Entity put(Table table, Entity entity, @Nullable Instant expiresAt) {
    Event.Kind kind =
        live(rows.get(rows.key(entity))) == null ? Event.Kind.CREATED : Event.Kind.UPDATED;
    Row row = new Row(entity, expiresAt, memory.nextVersion());
    rows.put(row);
    memory.log.append(Event.of(kind, table, entity));
    return seen(table, row);
  }

  private void requireUnique(Table table, Entity entity) {
    for (Index index : table.indexes()) {
      Key value = index.isUnique() ? table.keyIn(index, entity) : null;
      Row other = value == null ? null : live(rows.get(index, value));
      if (other != null && !rows.key(other.entity()).equals(rows.key(entity))) {
        throw Failures.duplicate(table, index, entity);
      }
    }
  }

  /** Removes the expired rows that have a key or a unique value of the entity. */
  private void makeRoom(Table table, Entity entity) {
    for (Index index : table.indexes()) {
      Key value = index.isUnique() ? table.keyIn(index, entity) : null;
      Row other = value == null ? null : rows.get(index, value);
      if (other != null && live(other) == null) {
        for (Reference reference : table.referencedBy()) {
          requireNoChild(table, reference, other.entity(), false);
        }
        remove(other);
      }
    }
  }

  /**
   * A reference that stays as it was is no concern, though the row referred to may have expired.
   */
  private void requireParents(Table table, Entity entity, @Nullable Entity before) {
    for (Reference reference : table.references()) {
      Object value = entity.get(reference.field());
      if (value != null
          && !(before != null && value.equals(before.get(reference.field())))
          && parent(table, reference, entity) == null) {
        throw Failures.dangling(table, reference, entity);
      }
    }
  }

  private @Nullable Row parent(Table table, Reference reference, Entity entity) {
    Rows parents = memory.rows(reference.parentTable());
    if (parents == null) {
      return null;
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (Column column : parents.table().primary().columns()) {
      parts.add(
          value(
              table,
              reference.columns().get(reference.parentColumns().indexOf(column.name())),
              entity));
    }
    Row parent = live(parents.get(Key.ofParts(parts)));
    return parent != null && refers(table, entity, reference, parents.table(), parent.entity())
        ? parent
        : null;
  }

  private static boolean refers(
      Table table, Entity entity, Reference reference, Table parents, Entity parent) {
    for (int i = 0; i < reference.columns().size(); i++) {
      if (!Objects.equals(
          value(table, reference.columns().get(i), entity),
          value(parents, reference.parentColumns().get(i), parent))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object value(Table table, String column, Entity entity) {
    return table.column(column).get(entity);
  }

  /**
   * Returns the row that was read, be it that it has expired, or null when it is gone; throws when
   * it is another by now.
   */
  private @Nullable Row current(Table table, Entity stored) {
    Row row = rows.get(rows.key(stored));
    if (row == null || Objects.equals(stored.version(), row.version())) {
      return row;
    }
    if (live(row) == null) {
      return null;
    }
    throw Failures.changed(table, stored.key());
  }

  @Override
  public Entity update(Update update) {
    return locked(
        () -> {
          Row row = live(current(update.table(), update.stored()));
          if (row == null) {
            throw Failures.changed(update.table(), update.stored().key());
          }
          requireUnique(update.table(), update.next());
          makeRoom(update.table(), update.next());
          requireParents(update.table(), update.next(), row.entity());
          return put(
              update.table(),
              update.next(),
              update.keepsTtl() ? row.expiresAt() : expiry(update.next()));
        });
  }

  @Override
  public boolean delete(Delete delete) {
    return locked(
        () -> {
          Row row = current(delete.table(), delete.stored());
          if (row == null) {
            return false;
          }
          for (Reference reference : delete.table().referencedBy()) {
            requireNoChild(delete.table(), reference, row.entity(), true);
          }
          remove(row);
          return true;
        });
  }

  private void remove(Row row) {
    rows.remove(rows.key(row.entity()));
    memory.log.append(Event.of(Event.Kind.DELETED, rows.table(), row.entity()));
  }

  @Override
  public int sweep(int limit) {
    if (!rows.table().hasTtl()) {
      return 0;
    }
    return locked(
        () -> {
          List<Row> expired =
              rows.after(null).stream()
                  .filter(row -> live(row) == null && !isReferredTo(row))
                  .limit(limit)
                  .toList();
          expired.forEach(this::remove);
          return expired.size();
        });
  }

  /** An expired row that others refer to stays until those are gone, as in other stores. */
  private boolean isReferredTo(Row row) {
    return rows.table().referencedBy().stream()
        .anyMatch(reference -> hasChild(rows.table(), reference, row.entity(), false));
  }

  private void requireNoChild(
      Table table, Reference reference, Entity entity, boolean unlessExpired) {
    if (hasChild(table, reference, entity, unlessExpired)) {
      throw Failures.referenced(reference);
    }
  }

  private boolean hasChild(Table table, Reference reference, Entity entity, boolean unlessExpired) {
    Rows children = memory.rows(reference.childTable());
    if (children == null) {
      return false;
    }
    for (Row child : children.after(null)) {
      if ((live(child) != null || !unlessExpired)
          && child.entity().get(reference.field()) != null
          && refers(children.table(), child.entity(), reference, table, entity)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void truncate() {
    locked(
        () -> {
          rows.become(null);
          memory.log.append(Event.truncated(rows.table()));
          return true;
        });
  }
}
