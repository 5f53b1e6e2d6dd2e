/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.engine.HibernateValidatorEnhancedBean;
import org.jspecify.annotations.Nullable;

/** A reference to an entity as it was sent: the text of its id. */
final class Reference implements HibernateValidatorEnhancedBean {
  @NotNull
  @SuppressWarnings("MultipleNullnessAnnotations") // null until it has been validated
  @InForm(TextForm.UUID)
  @Nullable String id;

  @Override
  public @Nullable Object $$_hibernateValidator_getFieldValue(String field) {
    return id;
  }

  @Override
  public Object $$_hibernateValidator_getGetterValue(String getter) {
    throw new IllegalArgumentException(getter);
  }
}
