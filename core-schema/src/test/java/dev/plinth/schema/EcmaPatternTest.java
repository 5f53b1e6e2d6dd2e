/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EcmaPatternTest {
  private static final List<String> ITEMS =
      List.of(
          "a", "b", "/", "-", ".", "%a", "%A", "%d", "%s", "%W", "%p", "%.", "%%", "[ab]", "[^a]",
          "[%d_-]", "[^%s]", "[a-c]", "[]]", "[^]]", "é", "%l", "%U", "(a)", "()", "x$", "^", "%c");
  private static final List<String> SUFFIXES = List.of("", "", "", "*", "+", "-", "?");
  private static final List<String> LETTERS =
      List.of(
          "a", "b", "c", "x", "1", "_", "-", "/", ".", "%", " ", "]", "é", "日", "😀", "A", "$", "^",
          "\n");

  @Test
  void of_plainPatterns_translates() {
    assertThat(EcmaPattern.of("^%u+$")).isEqualTo("^[A-Z]+$");
    assertThat(EcmaPattern.of("^[%w%.%-%_~]+$")).isEqualTo("^[\\-.0-9A-Z_a-z~]+$");
    assertThat(EcmaPattern.of("a.-b")).isEqualTo("a[\\s\\S]*b");
    assertThat(EcmaPattern.of("^[^%s]+$")).isEqualTo("^[^\\u0009-\\u000d ]+$");
    assertThat(EcmaPattern.of("%.%.")).isEqualTo("\\.\\.");
    assertThat(EcmaPattern.of("(%d+)%-x")).isEqualTo("[0-9]+-x");
  }

  @Test
  void of_whatCountsBytesOrHasNoCounterpart_isNull() {
    assertThat(EcmaPattern.of("^.$")).isNull();
    assertThat(EcmaPattern.of("^..$")).isNull();
    assertThat(EcmaPattern.of("a.b")).isNull();
    assertThat(EcmaPattern.of("a[^b]?c")).isNull();
    assertThat(EcmaPattern.of("^.+%d*.+$")).isNull();
    assertThat(EcmaPattern.of("[é]")).isNull();
    assertThat(EcmaPattern.of("é*")).isNull();
    assertThat(EcmaPattern.of("^%b()$")).isNull();
    assertThat(EcmaPattern.of("%f[%w]foo")).isNull();
    assertThat(EcmaPattern.of("^(%w+)=%1$")).isNull();
  }

  @Test
  void startingWith_anyText_isFoundInTextsThatDo() {
    String prefix = "/a.b(c)[$^é";
    assertThat(java(EcmaPattern.startingWith(prefix)).matcher(prefix + "more").find()).isTrue();
    assertThat(java(EcmaPattern.startingWith(prefix)).matcher("x" + prefix).find()).isFalse();
  }

  @Test
  void of_anyPattern_isFoundInTheSameTexts() {
    Random random = new Random(20260101);
    int translated = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "^" : "");
      for (int i = random.nextInt(4); i >= 0; i--) {
        text.append(pick(random, ITEMS)).append(pick(random, SUFFIXES));
      }
      String pattern = text + (random.nextBoolean() ? "$" : "");
      String ecma = EcmaPattern.of(pattern);
      if (ecma == null) {
        continue;
      }
      translated++;
      LuaPattern original = LuaPattern.compile(pattern);
      Pattern translation = java(ecma);
      for (int i = 0; i < 20; i++) {
        StringBuilder subject = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
          subject.append(pick(random, LETTERS));
        }
        assertThat(translation.matcher(subject).find())
            .as("'%s', translated '%s', in '%s'", pattern, ecma, subject)
            .isEqualTo(original.find(subject.toString()));
      }
    }
    assertThat(translated).isGreaterThan(8_000);
  }

  private static String pick(Random random, List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Returns the expression in Java's dialect, in which a last $ is satisfied before a line end. */
  private static Pattern java(String ecma) {
    return Pattern.compile(
        ecma.endsWith("$") && !ecma.endsWith("\\$")
            ? ecma.substring(0, ecma.length() - 1) + "\\z"
            : ecma);
  }
}
