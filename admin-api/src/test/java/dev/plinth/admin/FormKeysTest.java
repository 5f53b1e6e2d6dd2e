/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1 | {a=1}",
        "a=1&a=2 | {a=[1, 2]}",
        "a | {a=true}",
        "a= | {a=}",
        "a[]=1 | {a=[1]}",
        "a[]=1&a[]=2 | {a=[1, 2]}",
        "a[1]=x&a[2]=y | {a=[x, y]}",
        "a[2]=y&a[1]=x | {a=[x, y]}",
        "a[2]=y | {a={2=y}}",
        "a.b=1&a.c=2 | {a={b=1, c=2}}",
        "a.b.c=1 | {a={b={c=1}}}",
        "a[1].b=1&a[1].c=2&a[2].b=3 | {a=[{b=1, c=2}, {b=3}]}",
        "=1 | {}",
        "a[x]=1 | {a[x]=1}"
      })
  void tree_arguments_areMapsAndLists(String form, String tree) {
    assertThat(FormKeys.tree(UrlEncoded.split(form))).hasToString(tree);
  }

  @Test
  void tree_hugePlace_isRefused() {
    for (String form : new String[] {"a[1001]=x", "a[99999999999]=x"}) {
      assertThatThrownBy(() -> FormKeys.tree(UrlEncoded.split(form)))
          .isInstanceOf(RequestException.class);
    }
  }
}
