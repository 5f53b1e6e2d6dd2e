/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.tck.WrongStrategy.Wrongness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of a strategy with one thing wrong. */
final class WrongStore implements EntityStore {
  private static final long LATE_MILLIS = 100;

  private final Wrongness wrongness;
  private final Table table;
  private final EntityStore store;
  private final Map<Key, Entity> kept = new ConcurrentHashMap<>();

  WrongStore(Wrongness wrongness, Table table, EntityStore store) {
    this.wrongness = wrongness;
    this.table = table;
    this.store = store;
  }

  private boolean is(Wrongness one) {
    return wrongness == one;
  }

  /** Returns what a row looks like to those who read it. */
  private Entity seen(Entity entity) {
    return switch (wrongness) {
      case EMPTIES_ARE_NULL ->
          changed(entity, value -> value instanceof Collection<?> c && c.isEmpty() ? null : value);
      case ROUNDS_INTEGERS -> changed(entity, WrongStore::rounded);
      case FORGETS_INTEGERS -> changed(entity, value -> value instanceof Long ? null : value);
      case FORGETS_REFERENCES -> changed(entity, value -> value instanceof Key ? null : value);
      default -> entity;
    };
  }

  private static @Nullable Object rounded(@Nullable Object value) {
    if (value instanceof Collection<?> list && !(list instanceof Set<?>)) {
      return list.stream().map(WrongStore::rounded).toList();
    }
    return value instanceof Long number ? (Object) (long) (double) number : value;
  }

  private static Entity changed(Entity entity, UnaryOperator<@Nullable Object> change) {
    @Nullable Object[] slots =
        entity.names().stream().map(name -> change.apply(entity.get(name))).toArray();
    return entity
        .type()
        .assemble(
            Objects.requireNonNull(slots),
            entity.ttl().orElse(null),
            entity.workspace(),
            entity.version());
  }

  /** Returns what of a row is written. */
  private Entity written(Entity entity) {
    if (is(Wrongness.LOSES_A_RARE_VALUE)
        && table.name().equals(KitSchemas.ITEMS)
        && entity.get("colour") == null
        && entity.get("level") != null) {
      return changed(entity, value -> value instanceof Double ? null : value);
    }
    return is(Wrongness.LOWERS_TEXTS)
        ? changed(
            entity, value -> value instanceof String text ? text.toLowerCase(Locale.ROOT) : value)
        : entity;
  }

  @Override
  public @Nullable Entity select(Index index, Key key) {
    Entity found = store.select(index, key);
    if (found != null && is(Wrongness.KEEPS_WHAT_IT_FOUND) && index.kind() != Index.Kind.PRIMARY) {
      found = Objects.requireNonNullElse(kept.putIfAbsent(key, found), found);
    }
    return found == null ? null : seen(found);
  }

  private @Nullable Entity now(Entity entity) {
    return store.select(
        table.primary(), Objects.requireNonNull(table.keyIn(table.primary(), entity)));
  }

  private static Entity immortal(Entity entity) {
    return entity.expiring(null);
  }

  @Override
  public Slice page(Scan scan) {
    if (is(Wrongness.TAKES_ANY_POSITION) && scan.position() != null) {
      try {
        return store.page(scan);
      } catch (DaoException.Invalid e) {
        return store.page(scan.from(null));
      }
    }
    Slice slice = store.page(other(scan));
    List<Entity> rows = new ArrayList<>(slice.entities().stream().map(this::seen).toList());
    switch (wrongness) {
      case PAGES_WITHOUT_TTL -> rows.replaceAll(WrongStore::immortal);
      case PAGES_BACKWARDS -> Collections.reverse(rows);
      case SKIPS_A_ROW -> {
        if (slice.position() != null && rows.size() > 1) {
          rows.remove(rows.size() - 1);
        }
      }
      case ENDS_WITH_AN_EMPTY_PAGE -> {
        if (slice.position() == null && rows.size() == scan.size()) {
          Entity last = rows.get(rows.size() - 1);
          Key key = Objects.requireNonNull(table.keyIn(table.primary(), last));
          return new Slice(rows, KeyPositions.encode(key));
        }
      }
      default -> {}
    }
    return new Slice(rows, slice.position());
  }

  /** Returns the scan that is made instead of the one asked for. */
  private Scan other(Scan scan) {
    return switch (wrongness) {
      case TAKES_ANY_TAG -> scan.tagged(scan.tags(), false);
      case IGNORES_TAGS -> scan.tagged(Set.of(), true);
      case IGNORES_WORKSPACES -> in(scan, null);
      case SEES_ONE_WORKSPACE ->
          scan.workspace() == null && table.hasWorkspaces() ? in(scan, new UUID(0, 0)) : scan;
      default -> scan;
    };
  }

  private static Scan in(Scan scan, @Nullable UUID workspace) {
    Scan other = Scan.all(scan.size(), workspace).tagged(scan.tags(), scan.isAllTags());
    return scan.index() == null
        ? other.from(scan.position())
        : other.where(scan.index(), Objects.requireNonNull(scan.key())).from(scan.position());
  }

  @Override
  public Entity insert(Insert insert) {
    if (is(Wrongness.TAKES_THEM_LATE) && table.name().equals(KitSchemas.NOTES)) {
      pause();
    }
    try {
      return seen(store.insert(new Insert(table, written(insert.entity()))));
    } catch (DaoException.Duplicate e) {
      if (is(Wrongness.SWALLOWS_DUPLICATES)) {
        return insert.entity();
      }
      if (is(Wrongness.TELLS_IN_ITS_OWN_WORDS)) {
        throw new DaoException.Duplicate(e.code(), "there is one already", e.fields());
      }
      throw e;
    } catch (DaoException.Dangling e) {
      if (is(Wrongness.TAKES_DANGLING_REFERENCES) || is(Wrongness.TAKES_THEM_LATE)) {
        return insert.entity();
      }
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LATE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Entity> insertAll(List<Insert> inserts) {
    List<Entity> stored = new ArrayList<>(EntityStore.super.insertAll(inserts));
    if (is(Wrongness.RETURNS_BULK_BACKWARDS)) {
      Collections.reverse(stored);
    }
    return stored;
  }

  @Override
  public Entity update(Update update) {
    if (is(Wrongness.IGNORES_THE_VERSION)) {
      Entity now = now(update.stored());
      return store.update(
          now == null ? update : new Update(table, now, update.next(), update.keepsTtl()));
    }
    boolean keepsTtl = update.keepsTtl() && !is(Wrongness.LOSES_THE_TTL);
    Entity after =
        store.update(new Update(table, update.stored(), written(update.next()), keepsTtl));
    return is(Wrongness.RETURNS_THE_OLD_ROW) ? update.stored() : seen(after);
  }

  @Override
  public boolean delete(Delete delete) {
    try {
      Entity now = is(Wrongness.DELETES_ANY_VERSION) ? now(delete.stored()) : null;
      return store.delete(now == null ? delete : new Delete(table, now));
    } catch (DaoException.Referenced e) {
      if (is(Wrongness.DELETES_WHAT_IS_REFERRED_TO)) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public void truncate() {
    store.truncate();
  }
}
