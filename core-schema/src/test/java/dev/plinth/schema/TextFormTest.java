/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextFormTest {
  private static final int TEXTS = 20_000;
  private static final List<String> PARTS =
      List.of(
          "a", "Z", "0", "1", "12", "255", "256", ".", "-", "_", "~", "*", "/", "//", "/.", "..",
          ":", "%", "%2F", "%zz", " ", ",", "\u0000", "\ud800", "\u00e9", "www", "example", "10",
          "1.2.3.4", "/24", "~/");

  @ParameterizedTest
  @EnumSource
  void isUsual_anyText_onlyWhatTheRuleTakesAndStoresHold(TextForm form) {
    Random random = new Random(form.name().hashCode());
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      if (form.isUsual(text)) {
        assertThat(form.test(text)).as("%s of '%s'", form, text).isNull();
        assertThat(TextRules.unstorable(text)).as("storing '%s'", text).isNull();
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(9); parts > 0; parts--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  @Test
  void isUsual_plainTexts_areTold() {
    assertThat(TextForm.HOST.isUsual("orders.internal.example.com")).isTrue();
    assertThat(TextForm.ROUTE_HOST.isUsual("*.example.com")).isTrue();
    assertThat(TextForm.ROUTE_HOST.isUsual("example.*")).isTrue();
    assertThat(TextForm.IP_OR_CIDR.isUsual("10.1.0.0/16")).isTrue();
    assertThat(TextForm.ROUTER_PATH.isUsual("/v1/orders")).isTrue();
    assertThat(TextForm.UTF8_NAME.isUsual("orders-api")).isTrue();
  }
}
