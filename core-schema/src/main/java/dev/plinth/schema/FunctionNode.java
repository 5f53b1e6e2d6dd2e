/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field of a definition that holds a function of an application. */
final class FunctionNode extends FieldNode {
  private static final ErrorTable.Problem NO_FUNCTION =
      new ErrorTable.Problem("expected a function", "type");

  FunctionNode(Attributes declared) {
    super(declared, Form.KEPT);
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    return value instanceof String
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof List<?>
            || value instanceof Map<?, ?>
        ? NO_FUNCTION
        : null;
  }

  @Override
  Object convert(Object value) {
    return value;
  }
}
