/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with an input, collected by hand; the list is made when there is something. */
final class Problems {
  private @Nullable List<Problem> list;

  /** One problem: where, and what. */
  record Problem(String path, String message) {}

  void add(String path, String message) {
    if (list == null) {
      list = new ArrayList<>(4);
    }
    list.add(new Problem(path, message));
  }

  boolean isEmpty() {
    return list == null;
  }

  List<Problem> list() {
    return list == null ? List.of() : list;
  }

  void text(String path, @Nullable String text, TextForm form) {
    if (text != null && !form.accepts(text)) {
      add(path, "invalid value: " + text);
    }
  }

  void texts(String path, @Nullable List<String> texts, TextForm form) {
    if (texts != null) {
      for (int i = 0; i < texts.size(); i++) {
        if (!form.accepts(texts.get(i))) {
          add(path + "." + (i + 1), "invalid value: " + texts.get(i));
        }
      }
    }
  }

  void between(String path, @Nullable Integer number, int min, int max) {
    if (number != null && (number < min || number > max)) {
      add(path, "value should be between " + min + " and " + max);
    }
  }

  void mustBeNull(String path, @Nullable Object value) {
    if (value != null) {
      add(path, "value must be null");
    }
  }
}
