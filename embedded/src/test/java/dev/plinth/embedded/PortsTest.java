/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void free_several_areDifferentAndNoneOfThoseForOutgoingConnections() {
    assertThat(Ports.free(50, List.of("127.0.0.1")))
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(port -> port < 32_768);
  }

  @Test
  void free_addressOfAnotherMachine_saysHowToAddIt() {
    // from the block that is kept for examples
    assertThatThrownBy(() -> Ports.free(1, List.of("127.0.0.1", "192.0.2.1")))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("nothing can listen on 192.0.2.1")
        .hasMessageContaining("sudo ifconfig lo0 alias 192.0.2.1 up");
  }
}
