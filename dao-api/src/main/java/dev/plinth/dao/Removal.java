/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A delete with what follows from it: rows that refer are deleted first or lose their reference, or
 * forbid it all. Everything that forbids is found before the first write. Of expired rows nobody is
 * told. For one thread, once.
 */
final class Removal {
  private static final int PAGE = 500;
  private static final int ROUNDS = 5;

  private final Scope scope;
  private final List<Doomed> doomed = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Reference> forbidding = new LinkedHashMap<>();
  private final Map<String, Orphan> orphans = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private boolean done;

  private record Doomed(Table table, Entity entity) {}

  private record Orphan(Table table, Entity entity, Values changes, Reference reference) {}

  Removal(Scope scope) {
    this.scope = scope;
  }

  /**
   * Removes the row, those that refer to it first. Where no transaction holds others off, rows that
   * come to refer to it meanwhile are removed as well, unless they keep coming.
   */
  Removal of(Table table, Entity stored) {
    for (int round = 1; ; round++) {
      collect(table, stored);
      requireNoneForbids();
      release();
      doomed.sort(Comparator.comparing((Doomed row) -> scope.core().rank(row.table)).reversed());
      try {
        doomed.forEach(row -> done = delete(row));
        return this;
      } catch (DaoException.Referenced e) {
        if (scope.isTransaction() || round == ROUNDS) {
          throw e;
        }
        forget();
      }
    }
  }

  private void requireNoneForbids() {
    forbidding.forEach(
        (name, reference) -> {
          if (!seen.contains(name)) {
            throw Failures.referenced(reference);
          }
        });
  }

  private void release() {
    orphans.forEach(
        (name, orphan) -> {
          if (!seen.contains(name)) {
            release(orphan);
          }
        });
  }

  /** Forgets what was found, not what was done. */
  private void forget() {
    doomed.clear();
    seen.clear();
    forbidding.clear();
    orphans.clear();
  }

  /** Says whether the row was there to be removed; somebody else may have been faster. */
  boolean isDone() {
    return done;
  }

  /** Returns what was changed, children first. */
  List<Change> changes() {
    return changes;
  }

  private static String name(Table table, Entity entity) {
    return table.name() + "/" + entity.key();
  }

  private void collect(Table table, Entity entity) {
    if (!seen.add(name(table, entity))) {
      return;
    }
    for (Reference reference : table.referencedBy()) {
      Table children = scope.core().table(reference.childSchema());
      Scan scan = scan(children, reference, entity);
      boolean enough = false;
      do {
        Slice slice = scope.store(children).page(scan);
        for (Entity child : slice.entities()) {
          enough |= note(children, child, reference);
        }
        scan = scan.from(slice.position());
      } while (scan.position() != null && !enough);
    }
    doomed.add(new Doomed(table, entity));
  }

  /** Notes what becomes of a child, and returns whether it is enough to forbid it all. */
  private boolean note(Table children, Entity child, Reference reference) {
    if (Expiry.hasExpired(child)) {
      collect(children, child);
      return false;
    }
    switch (reference.onDelete()) {
      case RESTRICT -> forbidding.put(name(children, child), reference);
      case CASCADE -> collect(children, child);
      case NULL ->
          orphans.merge(
              name(children, child),
              new Orphan(children, child, Values.of(reference.field(), null), reference),
              Removal::both);
    }
    return reference.onDelete() == OnDelete.RESTRICT;
  }

  private static Orphan both(Orphan one, Orphan other) {
    return new Orphan(one.table, one.entity, one.changes.and(other.changes), one.reference);
  }

  private static Scan scan(Table children, Reference reference, Entity parent) {
    Index index = children.index(reference.field()).orElseThrow();
    List<@Nullable Object> parts = new ArrayList<>();
    if (index.isByWorkspace()) {
      parts.add(parent.workspace());
    }
    KeyParts.add(parts, parent.key());
    Scan scan =
        Scan.all(PAGE, children.hasWorkspaces() ? parent.workspace() : null)
            .where(index, Key.ofParts(parts));
    return children.hasTtl() ? scan.withExpired() : scan;
  }

  private void release(Orphan orphan) {
    Table table = orphan.table;
    Entity before = table.type().select(orphan.entity);
    Verdict verdict = table.type().update(before, orphan.changes);
    if (!verdict.isAccepted()) {
      throw Failures.referenced(orphan.reference);
    }
    Entity next = verdict.entity().in(orphan.entity.workspace());
    Hooks hooks = scope.core().hooks(table);
    hooks.before(Operation.Kind.UPDATE, before, next);
    Entity written =
        table
            .type()
            .select(scope.store(table).update(new Update(table, orphan.entity, next, true)));
    hooks.after(Operation.Kind.UPDATE, before, written);
    changes.add(new Change(Change.Kind.UPDATED, before, written, true));
  }

  private boolean delete(Doomed row) {
    Delete delete = new Delete(row.table, row.entity);
    if (Expiry.hasExpired(row.entity)) {
      return scope.store(row.table).delete(delete);
    }
    Entity before = row.table.type().select(row.entity);
    Hooks hooks = scope.core().hooks(row.table);
    hooks.before(Operation.Kind.DELETE, before, null);
    if (!scope.store(row.table).delete(delete)) {
      return false;
    }
    changes.add(new Change(Change.Kind.DELETED, before, null, true));
    hooks.after(Operation.Kind.DELETE, before, null);
    return true;
  }
}
