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
    for (int i = 0; i < names.size(); i++) {
      Object old = before.get(names.get(i));
      Object next = after.slots()[i];
      if (Objects.equals(old, next)) {
        continue;
      }
      Object change =
          old instanceof Struct was && next instanceof Struct is ? between(was, is) : next;
      changes = changes.and(names.get(i), change);
    }
    return changes;
  }
}
