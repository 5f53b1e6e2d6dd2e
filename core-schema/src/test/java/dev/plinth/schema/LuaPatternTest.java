/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuaPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "^[a-z]+$ abc true",
        "^[a-z]+$ abC false",
        "%d xyz1 true",
        "%D 123 false",
        "^%a[%w_]*$ a_1 true",
        "^%a[%w_]*$ 1a false",
        "a.c xabcx true",
        "a%.c xabcx false",
        "^a*b aaab true",
        "^a-b$ aab true",
        "^a?b$ aab false",
        "^(a)(b)%2%1$ abba true",
        "^(a)(b)%2%1$ abab false",
        "%b() x(a(b)c) true",
        "%b() x(a(b false",
        "%f[%w]the%f[%W] a,the,b true",
        "%f[%w]the%f[%W] other false",
        "[]] a]b true",
        "[^]] ] false",
        "[a-] - true",
        "^[%a-z]$ - true",
        "^%x+$ 0aF true"
      })
  void find_pattern_answersAsLua(String pattern, String text, boolean found) {
    assertThat(LuaPattern.compile(pattern).find(text)).as(pattern + " in " + text).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a)", "(a", "[a", "[", "%b(", "%f", "%fa"})
  void compile_malformed_isRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LuaPattern.compile(pattern))
        .withMessageContaining(pattern);
  }

  @Test
  void find_hopelessBacktracking_endsSoon() {
    LuaPattern pattern = LuaPattern.compile("a*a*a*a*a*a*a*a*b");
    long start = System.nanoTime();
    assertThat(pattern.find("a".repeat(5_000))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
