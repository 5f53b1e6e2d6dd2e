/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorTableTest {
  @Test
  void put_manyKeys_keepsAllInOrder() {
    ErrorTable table = new ErrorTable();
    for (int i = 1; i <= 100; i++) {
      table.put(i, "wrong " + i, "type");
    }
    assertThat(table.toList()).hasSize(100);
    assertThat(table.toList().get(99).path()).isEqualTo("100");
    assertThat(table.has(100)).isTrue();
    assertThat(table.has(101)).isFalse();
  }

  @Test
  void put_knownKey_replaces() {
    ErrorTable table = new ErrorTable();
    for (int i = 0; i < 20; i++) {
      table.put("a", "first", "type");
      table.put("b" + i, "other", "type");
      table.put("a", "last", "type");
    }
    assertThat(table.toList()).hasSize(21);
    assertThat(table.toList().get(0).message()).isEqualTo("last");
  }
}
