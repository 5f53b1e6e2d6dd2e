/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** The field of a definition that holds anything, such as the value of {@code eq}. */
final class AnyNode extends FieldNode {
  AnyNode(Attributes declared) {
    super(declared, Form.KEPT);
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    return null;
  }

  @Override
  Object convert(Object value) {
    return value;
  }
}
