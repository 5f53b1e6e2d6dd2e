/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text of a form, as a constraint of Jakarta Validation; null is valid. */
@Constraint(validatedBy = InForm.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, TYPE_USE})
@interface InForm {
  TextForm value();

  String message() default "invalid value";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the form. */
  final class Validator implements ConstraintValidator<InForm, String> {
    private TextForm form = TextForm.NAME;

    @Override
    public void initialize(InForm annotation) {
      form = annotation.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || form.accepts(text);
    }
  }
}
