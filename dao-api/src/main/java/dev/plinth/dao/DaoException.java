/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a DAO's operation: ten families by what the caller does next, each a nested
 * class.
 *
 * <p>Closed to match: no family is added before a major version. Codes may grow. Programs use
 * {@link #family}, {@link #code} and {@link #fields}; the message is for people. Strategies make
 * these by {@link dev.plinth.dao.spi.Failures}, so that texts and codes are the same on every
 * store; the constructors are for DAOs and hooks of an application.
 */
public abstract sealed class DaoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final ErrorCode code;
  private final transient Map<String, Object> fields;
  private @Nullable String strategy;

  DaoException(
      ErrorCode code, String message, Map<String, Object> fields, @Nullable Throwable cause) {
    super(message, cause);
    this.message = message;
    this.code = code;
    this.fields = fields;
  }

  /** Returns the family. */
  public abstract Family family();

  /** Returns the code. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the code's name in words, such as {@code unique constraint violation}. */
  public String title() {
    return code.text();
  }

  /**
   * Returns the fields concerned, with what is wrong or with their values, as a tree of wire forms;
   * empty when there are none.
   */
  public Map<String, Object> fields() {
    return fields;
  }

  /** Returns the name of the strategy it happened on; empty outside of one. */
  public Optional<String> strategy() {
    return Optional.ofNullable(strategy);
  }

  /** Says whether the same call may succeed when it is made again. */
  public boolean isRetryable() {
    return false;
  }

  /** Notes the strategy on the way through the engine, once. */
  final DaoException on(String name) {
    if (strategy == null) {
      strategy = name;
    }
    return this;
  }

  /** Returns what went wrong, in words. */
  public String message() {
    return message;
  }

  /**
   * Returns the {@link #message} with the strategy before it, as in {@code [postgres] UNIQUE
   * violation detected on '{name="api"}'}.
   */
  @Override
  public String getMessage() {
    return strategy == null ? message : "[" + strategy + "] " + message;
  }

  /** The call itself is wrong: a key, an offset, a size, an option, a query. */
  public static final class Invalid extends DaoException {
    private static final long serialVersionUID = 1L;
    private final String title;

    /** Makes one with the title that stands for the code in a response. */
    public Invalid(ErrorCode code, String title, String message, Map<String, Object> fields) {
      super(code, message, fields, null);
      this.title = title;
    }

    @Override
    public Family family() {
      return Family.INVALID;
    }

    @Override
    public String title() {
      return title;
    }
  }

  /** The input does not fit the schema. */
  public static final class SchemaViolation extends DaoException {
    private static final long serialVersionUID = 1L;
    private final transient Violations violations;

    /** Makes one of all that is wrong. */
    public SchemaViolation(Violations violations) {
      super(ErrorCode.SCHEMA_VIOLATION, violations.toString(), violations.toTree(), null);
      this.violations = violations;
    }

    @Override
    public Family family() {
      return Family.SCHEMA_VIOLATION;
    }

    /** Returns everything that is wrong. */
    public Violations violations() {
      return violations;
    }
  }

  /** A primary key or a unique value is taken; {@link #fields} has the values. */
  public static final class Duplicate extends DaoException {
    private static final long serialVersionUID = 1L;

    /** Makes one with the values that are taken. */
    public Duplicate(ErrorCode code, String message, Map<String, Object> fields) {
      super(code, message, fields, null);
    }

    @Override
    public Family family() {
      return Family.DUPLICATE;
    }
  }

  /** A reference leads nowhere. */
  public static final class Dangling extends DaoException {
    private static final long serialVersionUID = 1L;

    /** Makes one with the references that lead nowhere. */
    public Dangling(ErrorCode code, String message, Map<String, Object> fields) {
      super(code, message, fields, null);
    }

    @Override
    public Family family() {
      return Family.DANGLING;
    }
  }

  /** What was to be deleted is referred to. */
  public static final class Referenced extends DaoException {
    private static final long serialVersionUID = 1L;
    private final String by;

    /** Makes one with the name of the schema that refers. */
    public Referenced(String by, String message) {
      super(ErrorCode.FOREIGN_KEY_VIOLATION, message, Map.of("@referenced_by", by), null);
      this.by = by;
    }

    @Override
    public Family family() {
      return Family.REFERENCED;
    }

    /** Returns the name of a schema with entities that refer to it. */
    public String by() {
      return by;
    }
  }

  /** There is no such entity. */
  public static final class NotFound extends DaoException {
    private static final long serialVersionUID = 1L;

    /** Makes one with the key. */
    public NotFound(String message, Map<String, Object> fields) {
      super(ErrorCode.NOT_FOUND, message, fields, null);
    }

    @Override
    public Family family() {
      return Family.NOT_FOUND;
    }
  }

  /** The entity is no longer the one that was read; read it again. */
  public static final class Changed extends DaoException {
    private static final long serialVersionUID = 1L;

    /** Makes one with the key. */
    public Changed(String message, Map<String, Object> fields) {
      super(ErrorCode.CHANGED, message, fields, null);
    }

    @Override
    public Family family() {
      return Family.CHANGED;
    }

    @Override
    public boolean isRetryable() {
      return true;
    }
  }

  /** A hook refused; thrown by hooks. */
  public static final class Vetoed extends DaoException {
    private static final long serialVersionUID = 1L;

    /** Makes a refusal with a message for the caller. */
    public Vetoed(String message) {
      super(ErrorCode.VETOED, message, Map.of(), null);
    }

    @Override
    public Family family() {
      return Family.VETOED;
    }
  }

  /** The strategy lacks a capability. */
  public static final class Unsupported extends DaoException {
    private static final long serialVersionUID = 1L;
    private final Capability capability;

    /** Makes one with what is lacking. */
    public Unsupported(Capability capability, String message) {
      super(ErrorCode.OPERATION_UNSUPPORTED, message, Map.of(), null);
      this.capability = capability;
    }

    @Override
    public Family family() {
      return Family.UNSUPPORTED;
    }

    /** Returns what is lacking. */
    public Capability capability() {
      return capability;
    }
  }

  /** The store failed; the driver's exception is the cause and its text is in the message. */
  public static final class Fault extends DaoException {
    private static final long serialVersionUID = 1L;
    private final boolean retryable;
    private final boolean outcomeKnown;

    /** Makes one with the driver's exception. */
    public Fault(
        String message, boolean retryable, boolean outcomeKnown, @Nullable Throwable cause) {
      super(ErrorCode.DATABASE_ERROR, message, Map.of(), cause);
      this.retryable = retryable;
      this.outcomeKnown = outcomeKnown;
    }

    @Override
    public Family family() {
      return Family.FAULT;
    }

    @Override
    public boolean isRetryable() {
      return retryable;
    }

    /** Says whether it is certain that nothing was written. */
    public boolean isOutcomeKnown() {
      return outcomeKnown;
    }
  }
}
