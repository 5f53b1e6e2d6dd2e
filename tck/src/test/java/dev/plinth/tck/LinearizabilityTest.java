/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search itself, on a register that holds a number. */
class LinearizabilityTest {
  /** Writes a number, or reads one. */
  record Access(boolean isWrite, int number, long begun, long ended)
      implements Linearizability.Timed {}

  private static final Linearizability.Model<Integer, Access> REGISTER =
      new Linearizability.Model<>() {
        @Override
        public Integer start() {
          return 0;
        }

        @Override
        public @Nullable Integer after(Integer state, Access access) {
          return access.isWrite()
              ? Integer.valueOf(access.number())
              : state == access.number() ? state : null;
        }

        @Override
        public boolean changes(Access access) {
          return access.isWrite();
        }
      };

  private static Access write(int number, long begun, long ended) {
    return new Access(true, number, begun, ended);
  }

  private static Access read(int number, long begun, long ended) {
    return new Access(false, number, begun, ended);
  }

  private static boolean isExplained(Access... accesses) {
    return Linearizability.search(REGISTER, List.of(accesses)) == null;
  }

  @Test
  void nothing_isExplained() {
    assertThat(isExplained()).isTrue();
  }

  @Test
  void readAfterAWrite_returnsIt() {
    assertThat(isExplained(write(1, 0, 1), read(1, 2, 3))).isTrue();
    assertThat(isExplained(write(1, 0, 1), read(0, 2, 3))).isFalse();
  }

  @Test
  void readDuringAWrite_returnsEither() {
    assertThat(isExplained(write(1, 0, 9), read(1, 2, 3))).isTrue();
    assertThat(isExplained(write(1, 0, 9), read(0, 2, 3))).isTrue();
  }

  @Test
  void readAtTheVeryMomentOfAnAnswer_isDuringIt() {
    assertThat(isExplained(write(1, 0, 5), read(0, 5, 6))).isTrue();
    assertThat(isExplained(write(1, 0, 5), read(0, 6, 7))).isFalse();
  }

  @Test
  void readsDuringAWrite_doNotGoBack() {
    assertThat(isExplained(write(1, 0, 9), read(0, 1, 2), read(1, 3, 4))).isTrue();
    assertThat(isExplained(write(1, 0, 9), read(1, 1, 2), read(0, 3, 4))).isFalse();
  }

  @Test
  void readsOfTwoWritesAtOnce_agreeOnTheirOrder() {
    assertThat(isExplained(write(1, 0, 9), write(2, 0, 9), read(1, 1, 2), read(2, 3, 4))).isTrue();
    assertThat(
            isExplained(
                write(1, 0, 9), write(2, 0, 9), read(1, 1, 2), read(2, 3, 4), read(1, 5, 6)))
        .isFalse();
  }

  @Test
  void writeWithoutAnAnswer_comesLateOrNever() {
    Access lost = write(1, 0, Linearizability.Timed.NEVER);
    assertThat(isExplained(lost, read(0, 1, 2))).isTrue();
    assertThat(isExplained(lost, read(0, 1, 2), read(1, 100, 101))).isTrue();
    assertThat(isExplained(lost, read(1, 1, 2), read(0, 100, 101))).isFalse();
    assertThat(isExplained(write(7, 10, Linearizability.Timed.NEVER), read(7, 1, 2))).isFalse();
  }

  @Test
  void search_withoutAnEnd_tellsHowFarItCame() {
    List<Access> accesses = List.of(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5), read(9, 4, 6));
    assertThat(Linearizability.search(REGISTER, accesses))
        .isEqualTo(
            new Linearizability.Stuck<>(
                accesses.subList(0, 2), Integer.valueOf(2), accesses.subList(2, 4)));
  }

  @Test
  void search_ofTooManyAtOnce_saysSo() {
    List<Access> accesses = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      accesses.add(write(i, 0, 100));
    }
    accesses.add(read(99, 200, 201));
    assertThatThrownBy(() -> Linearizability.search(REGISTER, accesses, 10_000))
        .isInstanceOf(Linearizability.TooEntangled.class)
        .hasMessageContaining("after 10000 states: 31 operations");
  }

  /** Each number is written once; a history made by an order is explained by one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void historyOfARegister_isExplainedAndWithOneReadChangedIsNot(long seed) {
    Random random = new Random(seed);
    List<Access> accesses = new ArrayList<>();
    int value = 0;
    int lost = 0;
    for (int i = 1; i <= 1_000; i++) {
      long at = i * 10L;
      long begun = at - random.nextInt(40);
      long ended = at + random.nextInt(40);
      if (random.nextInt(3) == 0) {
        boolean isLost = random.nextInt(20) == 0;
        value = isLost && random.nextBoolean() ? value : i;
        lost += isLost ? 1 : 0;
        accesses.add(write(i, begun, isLost ? Linearizability.Timed.NEVER : ended));
      } else {
        accesses.add(read(value, begun, ended));
      }
    }
    assertThat(lost).isPositive();
    assertThat(Linearizability.search(REGISTER, accesses)).isNull();
    accesses.add(read(Objects.requireNonNull(firstRead(accesses)).number(), 20_000, 20_001));
    assertThat(Linearizability.search(REGISTER, accesses)).isNotNull();
  }

  private static @Nullable Access firstRead(List<Access> accesses) {
    return accesses.stream().filter(one -> !one.isWrite()).findFirst().orElse(null);
  }
}
