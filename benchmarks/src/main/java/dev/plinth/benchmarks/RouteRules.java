/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rules over several fields of a route and of an address, as one constraint. */
@Constraint(validatedBy = {RouteRules.OfRoute.class, RouteRules.OfAddress.class})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface RouteRules {
  String message() default "at least one of these fields must be non-empty";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the floor's rules, and names each field that breaks one. */
  final class OfRoute implements ConstraintValidator<RouteRules, RouteForm> {
    @Override
    public boolean isValid(RouteForm route, ConstraintValidatorContext context) {
      Problems problems = new Problems();
      RouteFloor.checkTogether(route, problems);
      if (problems.isEmpty()) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      for (Problems.Problem problem : problems.list()) {
        ConstraintValidatorContext.ConstraintViolationBuilder violation =
            context.buildConstraintViolationWithTemplate(problem.message());
        if (problem.path().equals(RouteFloor.WHOLE)) {
          violation.addConstraintViolation();
        } else {
          violation.addPropertyNode(problem.path()).addConstraintViolation();
        }
      }
      return false;
    }
  }

  /** At least one of both. */
  final class OfAddress implements ConstraintValidator<RouteRules, Address> {
    @Override
    public boolean isValid(Address address, ConstraintValidatorContext context) {
      return address.ip != null || address.port != null;
    }
  }
}
