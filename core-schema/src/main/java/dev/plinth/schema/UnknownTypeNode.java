/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/**
 * A field of a type that no input can have, or that does not exist, in a declaration that has not
 * been through the metaschema; it refuses every value.
 */
final class UnknownTypeNode extends FieldNode {
  private final ErrorTable.Problem problem;

  UnknownTypeNode(Attributes declared, String message) {
    super(declared, Form.CONVERTED);
    this.problem = new ErrorTable.Problem(message, "type");
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    return problem;
  }

  @Override
  Object convert(Object value) {
    throw new IllegalStateException(problem.message());
  }
}
