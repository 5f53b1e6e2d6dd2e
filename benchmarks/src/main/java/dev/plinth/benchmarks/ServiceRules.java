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
import org.jspecify.annotations.Nullable;

/** The rules over several fields of a service, as one constraint of Jakarta Validation. */
@Constraint(validatedBy = ServiceRules.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface ServiceRules {
  String message() default "value must be null";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Names each field that must be null. */
  final class Validator implements ConstraintValidator<ServiceRules, ServiceForm> {
    @Override
    public boolean isValid(ServiceForm service, ConstraintValidatorContext context) {
      String protocol = service.protocol == null ? "http" : service.protocol;
      boolean valid = true;
      if (ServiceFloor.hasNoPath(protocol)) {
        valid = mustBeNull("path", service.path, context);
      }
      if (ServiceFloor.hasNoTls(protocol)) {
        valid &= mustBeNull("clientCertificate", service.clientCertificate, context);
        valid &= mustBeNull("tlsVerify", service.tlsVerify, context);
        valid &= mustBeNull("tlsVerifyDepth", service.tlsVerifyDepth, context);
        valid &= mustBeNull("caCertificates", service.caCertificates, context);
      }
      return valid;
    }

    private static boolean mustBeNull(
        String field, @Nullable Object value, ConstraintValidatorContext context) {
      if (value == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate("value must be null")
          .addPropertyNode(field)
          .addConstraintViolation();
      return false;
    }
  }
}
