/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import dev.plinth.schema.Violations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns queries into scans of a store. Safe for use by many threads. */
final class Scans {
  private static final int DEFAULT_SIZE = 1_000;
  private static final int MOST_TAGS = 5;

  private final Scope scope;
  private final Table table;
  private final EntityType type;

  Scans(Scope scope, Table table) {
    this.scope = scope;
    this.table = table;
    this.type = table.type();
  }

  /** A scan, and what binds offsets to its query. */
  record Prepared(Scan scan, String fingerprint, @Nullable Offset after) {
    @Nullable Offset next(Slice slice) {
      String position = slice.position();
      return position == null ? null : Offsets.encode(fingerprint, position);
    }
  }

  /** Returns the scan for a query; null when it is clear that nothing can be found. */
  @Nullable Prepared prepare(Query query) {
    int most = scope.core().strategy.limits().pageSize();
    Integer asked = query.size();
    int size = asked == null ? Math.min(DEFAULT_SIZE, most) : asked;
    if (size < 1 || size > most) {
      throw Failures.invalidSize(most);
    }
    UUID workspace = scope.workspace(table);
    Scan scan = Scan.all(size, workspace);
    String field = query.field();
    Key key = null;
    if (field != null) {
      Index index = table.index(field).orElseThrow(() -> Failures.invalidQuery(type, field));
      key = key(index, field, java.util.Objects.requireNonNull(query.value(), "value"));
      if (key == null) {
        return null;
      }
      scan = scan.where(index, key);
    }
    Set<String> tags = query.tags();
    if (tags != null) {
      checkTags(tags);
      scan = scan.tagged(tags, query.isAllTags());
    }
    String fingerprint =
        Offsets.fingerprint(
            type.name(),
            workspace,
            field,
            key,
            scan.tags().stream().sorted().toList(),
            query.isAllTags());
    Offset after = query.after();
    return new Prepared(
        after == null ? scan : scan.from(Offsets.decode(after, fingerprint)), fingerprint, after);
  }

  Slice run(Prepared prepared) {
    return worded(prepared, () -> scope.store(table).page(prepared.scan()));
  }

  /** Returns all rows from the offset on; they are read by {@link #next}. */
  Iterator<List<Entity>> each(Prepared prepared) {
    return scope.store(table).each(prepared.scan());
  }

  List<Entity> next(Prepared prepared, Iterator<List<Entity>> rows) {
    return worded(prepared, rows::next);
  }

  /** A position that the store does not know is an offset that the caller made up. */
  private static <T> T worded(Prepared prepared, Supplier<T> read) {
    try {
      return read.get();
    } catch (DaoException.Invalid e) {
      Offset after = prepared.after();
      if (e.code() == ErrorCode.INVALID_OFFSET && after != null) {
        throw Failures.invalidOffset(
            after.toString(), e.message().substring(e.message().lastIndexOf(": ") + 2));
      }
      throw e;
    }
  }

  private @Nullable Key key(Index index, String field, Object value) {
    List<@Nullable Object> parts = new ArrayList<>();
    if (index.isByWorkspace()) {
      if (scope.isAcross(table)) {
        throw Failures.invalidGlobal(field);
      }
      parts.add(scope.workspace(table));
    }
    if (type.fields().get(field) instanceof ForeignField foreign) {
      Key parent = parent(field, foreign, value);
      if (parent == null) {
        return null;
      }
      KeyParts.add(parts, parent);
    } else {
      Violations wrong = type.checkValue(field, value);
      if (!wrong.isEmpty()) {
        throw Failures.invalidQuery(type, field, wrong.iterator().next().message());
      }
      KeyParts.add(parts, type.toJava(field, value));
    }
    return Key.ofParts(parts);
  }

  /** Returns the primary key of the entity referred to; null when there is none. */
  private @Nullable Key parent(String field, ForeignField foreign, Object value) {
    Table parent = scope.core().table(foreign.reference());
    Object reference = value instanceof Ref<?> ref ? ref.key() : value;
    Key key = parent.type().primaryKeyIn(reference);
    if (key != null) {
      return key;
    }
    if (!(reference instanceof Key named)) {
      throw Failures.invalidQuery(
          type,
          field,
          "expected a Key, a Ref or an Entity of '"
              + foreign.reference()
              + "', not a "
              + value.getClass().getSimpleName());
    }
    Entity found = new Lookup(scope, parent).find(named);
    return found == null ? null : found.key();
  }

  private void checkTags(Set<String> tags) {
    if (!table.hasTags()) {
      throw Failures.invalidOption("tags", "cannot be used with '" + type.name() + "'");
    }
    if (tags.isEmpty()) {
      throw Failures.invalidOption("tags", "must name one tag at least");
    }
    if (tags.size() > MOST_TAGS) {
      throw Failures.invalidOption("tags", "cannot query more than " + MOST_TAGS + " tags");
    }
    for (String tag : tags) {
      if (!tag.codePoints().allMatch(Scans::isOfATag)) {
        throw Failures.invalidOption(
            "tags", "must only contain printable ascii (except `,` and `/`) or valid utf-8");
      }
    }
  }

  private static boolean isOfATag(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c > 127 ? !half : c >= 32 && c < 127 && c != ',' && c != '/';
  }
}
