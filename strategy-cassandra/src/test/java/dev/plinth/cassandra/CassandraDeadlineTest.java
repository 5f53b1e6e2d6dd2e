/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CassandraDeadlineTest {
  @Test
  void longestPause_afterManyPauses_isPositiveAndBounded() {
    assertThat(CassandraDeadline.longestPause(1)).isEqualTo(4);
    int before = 1;
    for (int pauses = 1; pauses < 10_000; pauses++) {
      int longest = CassandraDeadline.longestPause(pauses);
      assertThat(longest).isBetween(before, 100);
      before = longest;
    }
  }
}
