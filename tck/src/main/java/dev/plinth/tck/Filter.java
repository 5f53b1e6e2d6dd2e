/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Query;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a step pages through: all, by a field, or by tags. */
record Filter(@Nullable String field, @Nullable Object value, Set<String> tags, boolean allTags) {
  static final Filter ALL = new Filter(null, null, Set.of(), true);

  static Filter where(String field, Object value) {
    return new Filter(field, value, Set.of(), true);
  }

  static Filter tagged(Set<String> tags, boolean all) {
    return new Filter(null, null, new TreeSet<>(tags), all);
  }

  Query query() {
    if (field != null) {
      return Query.where(field, Objects.requireNonNull(value, "value"));
    }
    if (tags.isEmpty()) {
      return Query.all();
    }
    String[] names = tags.toArray(new String[0]);
    return allTags ? Query.taggedAll(names) : Query.taggedAny(names);
  }

  String code() {
    if (field != null) {
      return "Query.where(" + SourceText.of(field) + ", " + SourceText.of(value) + ")";
    }
    if (tags.isEmpty()) {
      return "Query.all()";
    }
    String list = SourceText.list(tags);
    return (allTags ? "Query.taggedAll(" : "Query.taggedAny(")
        + list.substring("List.of(".length());
  }
}
