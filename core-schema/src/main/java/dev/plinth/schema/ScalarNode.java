/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A field with one plain value: text, UUID, number, truth value or moment. */
final class ScalarNode extends FieldNode {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 32;

  private final Kind kind;
  private final Auto auto;
  private final boolean referenceable;
  private final boolean holdsEmptyText;

  ScalarNode(String name, Attributes declared, Kind kind) {
    super(declared, kind.isKept() ? Form.KEPT : Form.CONVERTED, kind);
    this.kind = kind;
    Auto made = declared.isTrue("auto") ? Auto.of(name, kind) : Auto.NONE;
    this.auto =
        made == Auto.UUID && declared.isTrue("time_ordered") ? Auto.TIME_ORDERED_UUID : made;
    this.referenceable = declared.isTrue("referenceable");
    this.holdsEmptyText =
        declared.get("len_min") instanceof Number least && least.doubleValue() <= 0;
  }

  @Override
  @Nullable Object generate(@Nullable Object sent, Context context) {
    boolean makes = context.makesValues();
    return switch (auto) {
      case NONE -> sent;
      case UUID -> makes && sent == Absent.VALUE ? RandomId.next() : sent;
      case TIME_ORDERED_UUID ->
          makes && sent == Absent.VALUE ? RandomId.next(context.millis()) : sent;
      case TEXT -> makes && sent == Absent.VALUE ? randomText() : sent;
      case CREATED_AT ->
          makes && (sent == Absent.VALUE || sent == null) ? kind.moment(context) : sent;
      case UPDATED_AT -> makes || context.updates() ? kind.moment(context) : sent;
    };
  }

  /** Says whether an absent value becomes a random UUID, of which nothing else is demanded. */
  boolean isPlainId() {
    return auto == Auto.UUID && hasNoRuleBut("uuid");
  }

  private static String randomText() {
    StringBuilder text = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      text.append(ALPHANUMERIC.charAt(RANDOM.nextInt(ALPHANUMERIC.length())));
    }
    return text.toString();
  }

  @Override
  boolean isSelfContained() {
    return !asksApplication();
  }

  @Override
  @Nullable Object readPresent(Object value, Context context) {
    return switch (kind) {
      case INTEGER, SECONDS -> value instanceof Double number ? (Object) Math.floor(number) : value;
      case TEXT, UUID -> value.equals("") && !holdsEmptyText ? context.nothing() : value;
      case NUMBER, MILLIS, BOOLEAN -> value;
    };
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    return kind.accepts(value) ? null : kind.refusal;
  }

  @Override
  @Nullable Object validatePresent(Object value, boolean updating) {
    if (!kind.accepts(value)) {
      return kind.refusal;
    }
    if (referenceable && isReference(value)) {
      return null;
    }
    Problem unheld = unheld(value);
    Problem broken = broken(unheld == null && kind.isMoment() ? kind.convert(value) : value);
    return broken == null ? unheld : broken;
  }

  @Override
  @Nullable Problem unheld(Object value) {
    if (kind == Kind.TEXT) {
      return TextRules.unstorable((String) value);
    }
    if (kind == Kind.UUID || kind == Kind.BOOLEAN) {
      return null;
    }
    boolean mayNotFit =
        kind.isMoment()
            || !(value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte);
    return mayNotFit && !kind.holds(RuleCompiler.number(value)) ? kind.refusal : null;
  }

  /** Says whether the value is, by its form, a reference to a secret. */
  static boolean isReference(@Nullable Object value) {
    return value instanceof String text && text.startsWith("{vault://") && text.endsWith("}");
  }

  @Override
  Object convert(Object value) {
    return referenceable && isReference(value) ? value : kind.convert(value);
  }

  private enum Auto {
    NONE,
    UUID,
    TIME_ORDERED_UUID,
    TEXT,
    CREATED_AT,
    UPDATED_AT;

    static Auto of(String name, Kind kind) {
      return switch (kind) {
        case UUID -> UUID;
        case TEXT -> TEXT;
        case BOOLEAN -> NONE;
        case INTEGER, NUMBER, SECONDS, MILLIS ->
            name.equals("created_at") ? CREATED_AT : name.equals("updated_at") ? UPDATED_AT : NONE;
      };
    }
  }

  /** What a plain value is, on the wire and in Java. */
  enum Kind {
    TEXT("expected a string"),
    UUID("expected a string"),
    INTEGER("expected an integer"),
    NUMBER("expected a number"),
    BOOLEAN("expected a boolean"),
    /** A moment that is an integer number of seconds on the wire. */
    SECONDS("expected an integer"),
    /** A moment that is a number of seconds with milliseconds on the wire. */
    MILLIS("expected a number");

    /** About 30,000 years: what every store holds. */
    static final double MOST_SECONDS = 1e12;

    final Problem refusal;

    Kind(String refusal) {
      this.refusal = new Problem(refusal, "type");
    }

    /** Says whether the Java type is that of the wire. */
    boolean isKept() {
      return this == TEXT || this == BOOLEAN;
    }

    /** Returns the class of values that are the same in Java and on the wire, or null. */
    @Nullable Class<?> kept() {
      return switch (this) {
        case TEXT -> String.class;
        case UUID -> java.util.UUID.class;
        case INTEGER -> Long.class;
        case NUMBER -> Double.class;
        case BOOLEAN -> Boolean.class;
        case SECONDS, MILLIS -> null;
      };
    }

    boolean isMoment() {
      return this == SECONDS || this == MILLIS;
    }

    boolean accepts(Object value) {
      return switch (this) {
        case TEXT -> value instanceof String;
        case UUID -> value instanceof String || value instanceof java.util.UUID;
        case INTEGER -> isIntegral(value);
        case NUMBER -> value instanceof Number;
        case BOOLEAN -> value instanceof Boolean;
        case SECONDS -> value instanceof Instant || isIntegral(value);
        case MILLIS -> value instanceof Instant || value instanceof Number;
      };
    }

    private static boolean isIntegral(Object value) {
      if (value instanceof Double || value instanceof Float) {
        double number = ((Number) value).doubleValue();
        return number == Math.rint(number) && !Double.isInfinite(number);
      }
      return value instanceof Long
          || value instanceof Integer
          || value instanceof Short
          || value instanceof Byte;
    }

    /** Says whether the Java type of this kind can hold the number. */
    boolean holds(double number) {
      return switch (this) {
        case INTEGER -> number >= Long.MIN_VALUE && number < 0x1p63;
        case SECONDS, MILLIS -> Math.abs(number) < MOST_SECONDS;
        case NUMBER -> Double.isFinite(number);
        case TEXT, UUID, BOOLEAN -> true;
      };
    }

    Object convert(Object value) {
      return switch (this) {
        case TEXT, BOOLEAN -> value;
        case UUID -> value instanceof String text ? java.util.UUID.fromString(text) : value;
        case INTEGER -> value instanceof Long ? value : (Object) ((Number) value).longValue();
        case NUMBER -> value instanceof Double ? value : (Object) ((Number) value).doubleValue();
        case SECONDS ->
            value instanceof Instant moment
                ? whole(moment)
                : Instant.ofEpochSecond(((Number) value).longValue());
        case MILLIS ->
            value instanceof Instant moment
                ? moment.truncatedTo(ChronoUnit.MILLIS)
                : Instant.ofEpochMilli(Math.round(((Number) value).doubleValue() * 1000));
      };
    }

    private static Instant whole(Instant moment) {
      Instant second = Instant.ofEpochSecond(moment.getEpochSecond());
      return second.equals(moment) ? moment : second;
    }

    /** Returns the moment of the run in the form of this kind. */
    Object moment(Context context) {
      return switch (this) {
        case INTEGER -> Math.floorDiv(context.millis(), 1000L);
        case NUMBER -> context.millis() / 1000.0;
        case SECONDS -> context.second();
        case MILLIS -> Instant.ofEpochMilli(context.millis());
        case TEXT, UUID, BOOLEAN -> throw new IllegalStateException("not a moment");
      };
    }

    /** Returns the form on the wire of a finished value. */
    Object wire(Object value) {
      return switch (this) {
        case TEXT, INTEGER, NUMBER, BOOLEAN -> value;
        case UUID -> value.toString();
        case SECONDS -> value instanceof Instant moment ? (Object) moment.getEpochSecond() : value;
        case MILLIS ->
            value instanceof Instant moment ? (Object) (moment.toEpochMilli() / 1000.0) : value;
      };
    }
  }

  Kind kind() {
    return kind;
  }

  /** Says whether the value is made anew whatever is sent. */
  boolean isOverwritten() {
    return auto == Auto.UPDATED_AT;
  }

  /** Says whether the value may be a reference to a secret. */
  boolean isReferenceable() {
    return referenceable;
  }
}
