/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transactions;
import dev.plinth.dao.spi.Update;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strategy with one thing wrong, to see that the kit says which. */
final class WrongStrategy implements Strategy {
  private final Strategy right;
  private final Wrongness wrongness;

  /** What is wrong. */
  enum Wrongness {
    NOTHING,
    IGNORES_THE_VERSION,
    DELETES_ANY_VERSION,
    PAGES_WITHOUT_TTL,
    SWALLOWS_DUPLICATES,
    TAKES_DANGLING_REFERENCES,
    SKIPS_A_ROW,
    ENDS_WITH_AN_EMPTY_PAGE,
    EMPTIES_ARE_NULL,
    NEVER_EXPIRES,
    DELETES_WHAT_IS_REFERRED_TO,
    TAKES_ANY_POSITION,
    CLAIMS_STATEMENTS,
    FORGETS_DELETIONS,
    HIDES_ITS_LACK_OF_TRANSACTIONS
  }

  WrongStrategy(Wrongness wrongness) {
    this.wrongness = wrongness;
    this.right =
        wrongness == Wrongness.NEVER_EXPIRES
            ? MemoryStrategy.create(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            : MemoryStrategy.create();
  }

  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public Health check() {
    return right.check();
  }

  @Override
  public EntityStore store(Table table) {
    return new Store(table, right.store(table));
  }

  @Override
  public void prepare(Table table) {
    right.prepare(table);
  }

  @Override
  public Set<Capability> lacks() {
    return switch (wrongness) {
      case CLAIMS_STATEMENTS -> Set.of(Capability.TRANSACTIONS, Capability.EVENT_LOG);
      case HIDES_ITS_LACK_OF_TRANSACTIONS -> right.lacks();
      case FORGETS_DELETIONS -> Set.of(Capability.TRANSACTIONS, Capability.STATEMENTS);
      default -> Set.of(Capability.TRANSACTIONS, Capability.STATEMENTS, Capability.EVENT_LOG);
    };
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.empty();
  }

  @Override
  public Optional<EventLog> events() {
    return wrongness == Wrongness.FORGETS_DELETIONS
        ? right.events().map(WrongStrategy::withoutDeletions)
        : Optional.empty();
  }

  private static EventLog withoutDeletions(EventLog log) {
    return (tables, position) -> {
      EventLog.Reader reader = log.open(tables, position);
      return new EventLog.Reader() {
        @Override
        public Events poll() {
          return Events.of(
              reader.poll().list().stream()
                  .filter(event -> event.kind() != Event.Kind.DELETED)
                  .toList());
        }

        @Override
        public String position() {
          return reader.position();
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    };
  }

  @Override
  public void close() {
    right.close();
  }

  private final class Store implements EntityStore {
    private final Table table;
    private final EntityStore store;

    Store(Table table, EntityStore store) {
      this.table = table;
      this.store = store;
    }

    private boolean is(Wrongness one) {
      return wrongness == one;
    }

    private Entity seen(Entity entity) {
      if (!is(Wrongness.EMPTIES_ARE_NULL)) {
        return entity;
      }
      @Nullable Object[] slots =
          entity.names().stream()
              .map(
                  name ->
                      entity.get(name) instanceof Collection<?> list && list.isEmpty()
                          ? null
                          : entity.get(name))
              .toArray();
      return entity
          .type()
          .assemble(
              Objects.requireNonNull(slots),
              entity.ttl().orElse(null),
              entity.workspace(),
              entity.version());
    }

    @Override
    public @Nullable Entity select(Index index, Key key) {
      Entity found = store.select(index, key);
      return found == null ? null : seen(found);
    }

    private @Nullable Entity now(Entity entity) {
      return store.select(
          table.primary(), Objects.requireNonNull(table.keyIn(table.primary(), entity)));
    }

    private static Entity immortal(Entity entity) {
      @Nullable Object[] slots = entity.names().stream().map(entity::get).toArray();
      return entity
          .type()
          .assemble(Objects.requireNonNull(slots), null, entity.workspace(), entity.version());
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
      Slice slice = store.page(scan);
      List<Entity> rows = slice.entities();
      if (is(Wrongness.PAGES_WITHOUT_TTL)) {
        return new Slice(rows.stream().map(Store::immortal).toList(), slice.position());
      }
      if (is(Wrongness.SKIPS_A_ROW) && slice.position() != null && rows.size() > 1) {
        return new Slice(rows.subList(0, rows.size() - 1), slice.position());
      }
      if (is(Wrongness.ENDS_WITH_AN_EMPTY_PAGE)
          && slice.position() == null
          && rows.size() == scan.size()) {
        Key last = Objects.requireNonNull(table.keyIn(table.primary(), rows.get(rows.size() - 1)));
        return new Slice(rows, dev.plinth.dao.spi.KeyPositions.encode(last));
      }
      return slice;
    }

    @Override
    public Entity insert(Insert insert) {
      try {
        return seen(store.insert(insert));
      } catch (DaoException.Duplicate e) {
        if (is(Wrongness.SWALLOWS_DUPLICATES)) {
          return insert.entity();
        }
        throw e;
      } catch (DaoException.Dangling e) {
        if (is(Wrongness.TAKES_DANGLING_REFERENCES)) {
          return insert.entity();
        }
        throw e;
      }
    }

    @Override
    public Entity update(Update update) {
      if (is(Wrongness.IGNORES_THE_VERSION)) {
        Entity now = now(update.stored());
        return store.update(
            now == null ? update : new Update(table, now, update.next(), update.keepsTtl()));
      }
      return seen(store.update(update));
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
}
