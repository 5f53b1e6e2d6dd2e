/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** The field of a definition that holds the definition of a field: where definitions recur. */
final class DefinitionNode extends FieldNode {
  DefinitionNode(Attributes declared) {
    super(declared, Form.KEPT);
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    return DefinitionSchema.field().validateType(value, updating);
  }

  @Override
  Object convert(Object value) {
    return value;
  }
}
