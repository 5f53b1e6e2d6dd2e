/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A compiled field: how its value is completed, judged and finished. Immutable and safe for use by
 * many threads.
 *
 * <p>Processing leaves a value of the wrong shape as it is, so that validation can say so.
 */
abstract class FieldNode {
  static final Problem REQUIRED = new Problem("required field missing", "required");
  private static final Problem ABSTRACT =
      new Problem("error in schema definition: abstract field was not specialized", "abstract");

  /** What has to be done to a valid value, so that nothing is called that has nothing to do. */
  enum Form {
    /** Its Java type is that of the wire. */
    KEPT,
    /** It is converted when it is finished. */
    CONVERTED,
    /** There is more in it to complete, and to finish. */
    NESTED
  }

  final Attributes declared;
  final Form form;
  final boolean required;
  final boolean immutable;
  final boolean isAbstract;
  final boolean hasDefault;
  final @Nullable Object defaultValue;
  final boolean nilable;
  private final boolean auto;
  private final @Nullable Object eq;
  private final @Nullable Problem mustBeNull;
  private final boolean mustNotBeNull;

  /** Whether null is judged by more than whether a value is demanded. */
  private final boolean judgesNull;

  private final @Nullable String err;
  private final Rules rules;
  private final Screen screen;

  /** The class of values that are in Java as they are on the wire; null when there is none. */
  private final @Nullable Class<?> kept;

  FieldNode(Attributes declared, Form form) {
    this(declared, form, null);
  }

  FieldNode(Attributes declared, Form form, ScalarNode.@Nullable Kind kind) {
    this.declared = declared;
    this.form = form;
    this.auto = declared.isTrue("auto");
    this.required = declared.isTrue("required");
    this.immutable = declared.isTrue("immutable");
    this.isAbstract = declared.isTrue("abstract");
    this.hasDefault = declared.has("default");
    this.defaultValue = declared.get("default");
    this.nilable = declared.isTrue("nilable");
    this.eq = declared.get("eq");
    this.mustNotBeNull = declared.has("ne") && declared.get("ne") == null;
    this.judgesNull = mustNotBeNull || eq != null;
    this.err = declared.text("err");
    this.mustBeNull =
        declared.has("eq") && eq == null
            ? new Problem(err == null ? "value must be null" : err, "eq")
            : null;
    this.rules =
        Rules.compile(
            declared,
            value -> value == null || unheld(value) != null ? null : finish(Draft.detached(value)));
    this.screen =
        kind == null || mustBeNull != null || isAbstract
            ? Screen.CLOSED
            : rules.screen(kind, declared);
    this.kept = kind == null ? null : kind.kept();
  }

  /** Completes a value: generates, fills in the default, goes down into what is nested. */
  final @Nullable Object process(@Nullable Object sent, Context context) {
    if (context.reads() && sent == null && required) {
      return nilable && !hasDefault ? null : fill(context.expanding());
    }
    Object value = auto && !context.reads() ? generate(sent, context) : sent;
    if (value == Absent.VALUE) {
      return isAbstract || context.updates() ? value : fill(context);
    }
    return value == null || isAbstract || form != Form.NESTED ? value : shape(value, context);
  }

  /** Returns the value of a record's field as it is read from a row. */
  final @Nullable Object read(@Nullable Object value, Context context) {
    return value == null ? context.nothing() : readPresent(value, context);
  }

  @Nullable Object readPresent(Object value, Context context) {
    return value;
  }

  /** Returns the value that an automatic field gets; what was sent when it gets none. */
  @Nullable Object generate(@Nullable Object sent, Context context) {
    return sent;
  }

  /** Returns what an absent value becomes. */
  @Nullable Object fill(Context context) {
    return alike();
  }

  /** Says whether a value that is there stays as it is when a row is made. */
  final boolean isSteady() {
    return !auto && (form != Form.NESTED || isAbstract);
  }

  final boolean isNullAllowed() {
    return !required && !judgesNull;
  }

  /** Says whether an absent value becomes the same in all rows that are made: {@link #alike}. */
  boolean fillsAlike() {
    return !auto;
  }

  final @Nullable Object alike() {
    if (hasDefault && !isAbstract) {
      return defaultValue;
    }
    return isAbstract || required || nilable ? Absent.VALUE : null;
  }

  /** Returns the default when it can be judged before there is a row, and is right; else null. */
  final @Nullable Object judgedDefault() {
    return defaultValue != null && isSelfContained() && validate(defaultValue, false) == null
        ? defaultValue
        : null;
  }

  /** Says whether nothing but this node is asked about a value, and nothing of an application. */
  boolean isSelfContained() {
    return false;
  }

  /** Says whether a rule is an application's. */
  final boolean asksApplication() {
    return rules.areOfApplication();
  }

  /** Says whether values have to keep no rule, or that of the name alone. */
  final boolean hasNoRuleBut(String rule) {
    return mustBeNull == null && rules.areAll(rule);
  }

  /** Completes what is nested in a value. */
  Object shape(Object value, Context context) {
    return value;
  }

  /**
   * Returns what is wrong with a value that is not absent, a {@link Problem} or an {@link
   * ErrorTable}, or null.
   */
  final @Nullable Object validate(@Nullable Object value, boolean updating) {
    return validate(value, updating, required);
  }

  final @Nullable Object validate(@Nullable Object value, boolean updating, boolean demanded) {
    if (value == null) {
      return judgesNull ? validateNull(demanded) : demanded ? REQUIRED : null;
    }
    if (screen.passes(value)) {
      return null;
    }
    if (mustBeNull != null) {
      return mustBeNull;
    }
    if (isAbstract) {
      return ABSTRACT;
    }
    return validatePresent(value, updating);
  }

  /** Says whether one look at the value tells that it is right; if not, it may still be. */
  final boolean passes(@Nullable Object value) {
    return value != null && screen.passes(value);
  }

  /** Says whether {@link #validate} has nothing to say, without making what it would. */
  final boolean isValid(@Nullable Object value, boolean updating) {
    return isValid(value, updating, required);
  }

  final boolean isValid(@Nullable Object value, boolean updating, boolean demanded) {
    if (value == null || mustBeNull != null || isAbstract) {
      return validate(value, updating, demanded) == null;
    }
    return screen.passes(value) || isValidPresent(value, updating);
  }

  boolean isValidPresent(Object value, boolean updating) {
    return validatePresent(value, updating) == null;
  }

  /** Returns what is wrong with a value, its type first, or null. */
  @Nullable Object validatePresent(Object value, boolean updating) {
    Object wrong = validateType(value, updating);
    return wrong == null ? broken(value) : wrong;
  }

  /** Returns the first rule that a value of the right type breaks, or null. */
  final @Nullable Problem broken(Object value) {
    return rules.test(value);
  }

  private @Nullable Problem validateNull(boolean demanded) {
    if (mustNotBeNull) {
      return new Problem(err == null ? "value must not be null" : err, "ne");
    }
    if (eq != null) {
      return new Problem("value must be " + Lua.text(eq), "eq");
    }
    return demanded ? REQUIRED : null;
  }

  /** Returns what is wrong with the type of the value, or with what is nested in it, or null. */
  abstract @Nullable Object validateType(Object value, boolean updating);

  /** Returns why a value that keeps all rules can still not be held, or null. */
  @Nullable Problem unheld(Object value) {
    return null;
  }

  /** Returns the value in the Java type of the field; only for a value that has been validated. */
  final Object finish(Object value) {
    return value.getClass() == kept || form == Form.KEPT ? value : convert(value);
  }

  /** Returns the value in the Java type of the field, where that is not the wire's. */
  abstract Object convert(Object value);
}
