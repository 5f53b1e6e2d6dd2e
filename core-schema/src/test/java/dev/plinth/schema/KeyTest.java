/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void keys_ofEqualParts_areEqual() {
    UUID id = UUID.randomUUID();
    assertThat(Key.of(id)).isEqualTo(Key.of(id)).hasSameHashCodeAs(Key.of(id));
    assertThat(Key.by("name", "a")).isEqualTo(Key.by(Values.of("name", "a")));
    assertThat(Key.by("name", "a")).isNotEqualTo(Key.of("a")).isNotEqualTo(Key.by("key", "a"));
    assertThat(Key.of("a", 1L)).isNotEqualTo(Key.of("a", 2L));
  }

  @Test
  void toString_key_isForPeople() {
    assertThat(Key.of("a", 1L)).hasToString("a,1");
    assertThat(Key.by("name", "api")).hasToString("name=api");
  }

  @Test
  void id_ofAnotherKindOfKey_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Key.by("name", "a").id())
        .withMessageContaining("name=a");
  }
}
