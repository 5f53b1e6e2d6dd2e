/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Failures;
import java.util.Arrays;
import java.util.List;

/**
 * The query argument {@code tags}: {@code a,b} for both, {@code a/b} for one of them. Immutable.
 */
record TagFilter(List<String> tags, boolean all) {
  static TagFilter parse(String text) {
    boolean and = text.indexOf(',') >= 0;
    boolean or = text.indexOf('/') >= 0;
    String[] tags = text.split(or ? "/" : ",", -1);
    boolean empty = Arrays.stream(tags).allMatch(String::isEmpty);
    boolean printable = text.chars().allMatch(c -> c > 127 || (c >= 32 && c < 127));
    if ((and && or) || empty || tags[0].isEmpty() || !printable) {
      throw Failures.invalidOption("tags", "invalid filter syntax");
    }
    return new TagFilter(List.of(tags), !or);
  }

  Query query() {
    String[] names = tags.toArray(String[]::new);
    return all ? Query.taggedAll(names) : Query.taggedAny(names);
  }
}
