/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Objects;

/** What turns one state of a record into another. */
final class Difference {
  private Difference() {}

  static Values between(Struct before, Struct after) {
    Values changes = Values.none();
    List<String> names = after.names();
    for (String name : before.names()) {
      if (after.layout().place(name) < 0 && before.get(name) != null) {
        changes = changes.and(name, null); // of another subschema, which has no such field
      }
    }
    for (int i = 0; i < names.size(); i++) {
      boolean known = before.layout().place(names.get(i)) >= 0;
      Object old = known ? before.get(names.get(i)) : null;
      Object next = after.slots()[i];
      if (known && Objects.equals(old, next)) {
        continue;
      }
      Object change =
          old instanceof Struct was && next instanceof Struct is ? between(was, is) : next;
      changes = changes.and(names.get(i), change);
    }
    return changes;
  }
}
