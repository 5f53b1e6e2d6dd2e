/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One operation of a script, which can be done on any registry and told as Java source. */
sealed interface Step {
  /** Does it, and returns what is to be the same on all stores. */
  @Nullable Object on(Side side);

  /** Returns the source that does it on a registry of that name. */
  String code(String db);

  /** Returns how many operations it is. */
  default int operations() {
    return 1;
  }

  /** Says whether rows that it writes expire before the next step. */
  default boolean isExpiring() {
    return false;
  }

  /** Makes an entity. */
  record Insert(Target target, Values values, Options options) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      return dao.insert(values, options.of(dao, null));
    }

    @Override
    public String code(String db) {
      String dao = target.code(db);
      return dao + ".insert(" + SourceText.of(values) + options.code(dao, null) + ")";
    }
  }

  /** Makes several entities. */
  record InsertAll(Target target, List<Values> rows, Options options) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      return dao.insertAll(rows, options.of(dao, null));
    }

    @Override
    public String code(String db) {
      String dao = target.code(db);
      return dao + ".insertAll(" + SourceText.list(rows) + options.code(dao, null) + ")";
    }
  }

  /** Changes an entity. */
  record Update(Target target, Key key, Values changes, Options options) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      return dao.update(key, changes, options.of(dao, key));
    }

    @Override
    public String code(String db) {
      String dao = target.code(db);
      String parameters = SourceText.of(key) + ", " + SourceText.of(changes);
      return dao + ".update(" + parameters + options.code(dao, key) + ")";
    }
  }

  /** Makes or replaces an entity. */
  record Upsert(Target target, Key key, Values values, Options options) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      return dao.upsert(key, values, options.of(dao, key));
    }

    @Override
    public String code(String db) {
      String dao = target.code(db);
      String parameters = SourceText.of(key) + ", " + SourceText.of(values);
      return dao + ".upsert(" + parameters + options.code(dao, key) + ")";
    }
  }

  /** Deletes an entity. */
  record Delete(Target target, Key key, Options options) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      return dao.delete(key, options.of(dao, key));
    }

    @Override
    public String code(String db) {
      String dao = target.code(db);
      return dao + ".delete(" + SourceText.of(key) + options.code(dao, key) + ")";
    }
  }

  /** Reads an entity. */
  record Select(Target target, Key key) implements Step {
    @Override
    public Object on(Side side) {
      return target.in(side.db()).select(key);
    }

    @Override
    public String code(String db) {
      return target.code(db) + ".select(" + SourceText.of(key) + ")";
    }
  }

  /** Reads several entities. */
  record SelectAll(Target target, List<Key> keys) implements Step {
    @Override
    public Object on(Side side) {
      Map<Key, Entity> found = target.in(side.db()).selectAll(keys);
      Map<String, Object> named = new LinkedHashMap<>();
      found.forEach((key, entity) -> named.put(SourceText.of(key), entity));
      return List.of(List.copyOf(named.keySet()), named);
    }

    @Override
    public String code(String db) {
      return target.code(db) + ".selectAll(" + SourceText.list(keys) + ")";
    }
  }

  /** Reads all pages of a query. */
  record Pages(Target target, Filter filter, int size) implements Step {
    @Override
    public Object on(Side side) {
      Dao<Entity> dao = target.in(side.db());
      List<List<Entity>> pages = new ArrayList<>();
      Query query = filter.query().size(size);
      Optional<Offset> next = Optional.empty();
      do {
        Page<Entity> page = dao.page(query.after(next.orElse(null)));
        pages.add(page.items());
        next = page.next();
      } while (next.isPresent());
      return side.isOrdered() ? pages : sorted(pages.stream().flatMap(List::stream).toList());
    }

    @Override
    public String code(String db) {
      return target.code(db) + ".each(" + filter.code() + ".size(" + size + "))";
    }
  }

  /** Counts the entities of a query. */
  record Count(Target target, Filter filter) implements Step {
    @Override
    public Object on(Side side) {
      return target.in(side.db()).count(filter.query());
    }

    @Override
    public String code(String db) {
      return target.code(db) + ".count(" + filter.code() + ")";
    }
  }

  /** Does steps in one transaction, which is undone at the end or not. */
  record Together(List<Step> steps, boolean undone) implements Step {
    @Override
    public Object on(Side side) {
      List<Outcome> outcomes = new ArrayList<>();
      try {
        side.db()
            .useTransaction(
                tx -> {
                  for (Step step : steps) {
                    outcomes.add(Outcome.of(() -> step.on(side.in(tx))));
                  }
                  if (undone) {
                    throw new Undone();
                  }
                });
      } catch (Undone e) {
        outcomes.add(new Outcome("undone"));
      }
      return outcomes;
    }

    @Override
    public String code(String db) {
      return steps.stream()
          .map(step -> "\n  attempt(() -> " + step.code("tx") + ");")
          .collect(
              Collectors.joining(
                  "", db + ".useTransaction(tx -> {", undone ? "\n  throw undone;\n})" : "\n})"));
    }

    @Override
    public int operations() {
      return steps.size();
    }
  }

  /** Writes rows that live for a second, and waits until they are gone. */
  record Expiring(List<Step> steps) implements Step {
    @Override
    public Object on(Side side) {
      return steps.stream().map(step -> Outcome.of(() -> step.on(side))).toList();
    }

    @Override
    public String code(String db) {
      return steps.stream().map(step -> step.code(db)).collect(Collectors.joining(";\n"))
          + ";\nThread.sleep(1_100)";
    }

    @Override
    public int operations() {
      return steps.size();
    }

    @Override
    public boolean isExpiring() {
      return true;
    }
  }

  /** Lets the store remove what has expired. */
  record Sweep() implements Step {
    @Override
    public @Nullable Object on(Side side) {
      side.sweep();
      return null;
    }

    @Override
    public String code(String db) {
      return "Table.of("
          + db
          + ".schemas()).values().forEach(table -> strategy.store(table).sweep(1_000))";
    }
  }

  /** Returns the rows in an order that does not depend on the store. */
  static List<Entity> sorted(List<Entity> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing((Entity row) -> String.valueOf(row.workspace()))
                .thenComparing(row -> SourceText.of(row.key())))
        .toList();
  }

  /** What a transaction is undone by. */
  final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undone() {
      super("undone");
    }
  }
}
