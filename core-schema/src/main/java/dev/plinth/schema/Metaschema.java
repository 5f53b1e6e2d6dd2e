/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

final class Metaschema {
  private Metaschema() {}

  static void check(java.util.Map<String, @org.jspecify.annotations.Nullable Object> definition) {
    Pending.value();
  }
}
