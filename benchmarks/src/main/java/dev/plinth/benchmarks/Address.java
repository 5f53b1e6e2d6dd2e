/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.engine.HibernateValidatorEnhancedBean;
import org.jspecify.annotations.Nullable;

/** An address of a stream route as it was sent. */
@RouteRules
final class Address implements HibernateValidatorEnhancedBean {
  @InForm(TextForm.IP_OR_CIDR)
  @Nullable String ip;

  @Min(0)
  @Max(65535)
  @Nullable Integer port;

  @Override
  public @Nullable Object $$_hibernateValidator_getFieldValue(String field) {
    return field.equals("ip") ? ip : port;
  }

  @Override
  public Object $$_hibernateValidator_getGetterValue(String getter) {
    throw new IllegalArgumentException(getter);
  }
}
