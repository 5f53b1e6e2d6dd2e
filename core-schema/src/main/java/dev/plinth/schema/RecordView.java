/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

final class RecordView<R> {
  static <R> RecordView<R> of(Class<R> record, Layout layout) {
    return Pending.value();
  }

  R read(Struct struct) {
    return Pending.value();
  }
}
