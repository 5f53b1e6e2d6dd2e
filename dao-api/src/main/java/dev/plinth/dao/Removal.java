/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A delete with what follows from it: rows that refer are deleted first or lose their reference, or
 * forbid it all. Everything that forbids is found before the first write. For one thread, once.
 */
final class Removal {
  private static final int PAGE = 500;

  private final Scope scope;
  private final List<Doomed> doomed = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Reference> forbidding = new LinkedHashMap<>();
  private final Map<String, Orphan> orphans = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  private record Doomed(Table table, Entity entity) {}

  private record Orphan(Table table, Entity entity, Values changes, Reference reference) {}

  Removal(Scope scope) {
    this.scope = scope;
  }

  /** Removes the row and returns what was changed, children first. */
  List<Change> remove(Table table, Entity stored) {
    collect(table, stored);
    forbidding.forEach(
        (name, reference) -> {
          if (!seen.contains(name)) {
            throw Failures.referenced(reference);
          }
        });
    orphans.forEach(
        (name, orphan) -> {
          if (!seen.contains(name)) {
            release(orphan);
          }
        });
    doomed.forEach(this::delete);
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
      do {
        Slice slice = scope.store(children).page(scan);
        for (Entity child : slice.entities()) {
          note(children, child, reference);
        }
        scan = scan.from(slice.position());
      } while (scan.position() != null && reference.onDelete() != OnDelete.RESTRICT);
    }
    doomed.add(new Doomed(table, entity));
  }

  private void note(Table children, Entity child, Reference reference) {
    switch (reference.onDelete()) {
      case RESTRICT -> forbidding.put(name(children, child), reference);
      case CASCADE -> collect(children, child);
      case NULL ->
          orphans.merge(
              name(children, child),
              new Orphan(children, child, Values.of(reference.field(), null), reference),
              Removal::both);
    }
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
    Key key = parent.key();
    for (int i = 0; i < key.size(); i++) {
      parts.add(key.part(i));
    }
    return Scan.all(PAGE, children.hasWorkspaces() ? parent.workspace() : null)
        .where(index, Key.ofParts(parts));
  }

  private void release(Orphan orphan) {
    Verdict verdict = orphan.table.type().update(orphan.entity, orphan.changes);
    if (!verdict.isAccepted()) {
      throw Failures.referenced(orphan.reference);
    }
    Entity next = verdict.entity().in(orphan.entity.workspace());
    Entity written =
        scope.store(orphan.table).update(new Update(orphan.table, orphan.entity, next, true));
    changes.add(new Change(Change.Kind.UPDATED, orphan.entity, written, true));
  }

  private void delete(Doomed row) {
    Hooks hooks = scope.core().hooks(row.table);
    hooks.before(Operation.Kind.DELETE, row.entity, null);
    if (scope.store(row.table).delete(new Delete(row.table, row.entity))) {
      changes.add(new Change(Change.Kind.DELETED, row.entity, null, true));
      hooks.after(Operation.Kind.DELETE, row.entity, null);
    }
  }
}
