/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;

final class Linked {
  static Linked link(List<Schema> schemas) {
    return Pending.value();
  }

  EntityType type(String name) {
    return Pending.value();
  }

  List<EntityType> types() {
    return Pending.value();
  }
}
