/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How recorded cases about immutable fields are compared. The model wants every one of them sent
 * again with each change, holds a stored null to be final, and takes an empty container to be equal
 * to any other; ours judges only what is sent against what has a value. So only fields that are
 * sent, are not empty and have a stored value are compared.
 */
final class ImmutableRule {
  private static final String MESSAGE = "immutable field cannot be updated";

  private ImmutableRule() {}

  static boolean concerns(Attributes recorded) {
    return "validate_immutable_fields".equals(recorded.get("op"))
        || ("update".equals(recorded.get("op"))
            && recorded.nested("errors").map().containsValue(MESSAGE));
  }

  static @Nullable String difference(Attributes recorded, @Nullable Object ours) {
    Set<String> expected = judged(recorded, recorded.get("errors"));
    Set<String> found = judged(recorded, ours);
    return recorded.has("throws") || expected.equals(found)
        ? null
        : "refused " + found + " instead of " + expected;
  }

  private static Set<String> judged(Attributes recorded, @Nullable Object errors) {
    Set<String> fields = new TreeSet<>();
    Attributes.of(errors)
        .map()
        .forEach(
            (field, message) -> {
              if (MESSAGE.equals(message)
                  && recorded.nested("input").has(field)
                  && !isEmpty(recorded.nested("input").get(field))
                  && recorded.nested("existing").isSet(field)) {
                fields.add(field);
              }
            });
    return fields;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
