/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

final class Etag {
  private Etag() {}

  static String of(Entity entity) {
    return Pending.value();
  }
}
