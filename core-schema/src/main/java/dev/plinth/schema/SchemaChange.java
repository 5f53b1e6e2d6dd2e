/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One difference between two versions of a schema: where, what, and whom it breaks. Immutable. */
public final class SchemaChange {
  private final String path;
  private final String message;
  private final Impact impact;

  SchemaChange(String path, Impact impact, String message) {
    this.path = path;
    this.message = message;
    this.impact = impact;
  }

  /**
   * Returns where: the entity's name, and dotted after it the field, such as {@code
   * services.tags.elements}.
   */
  public String path() {
    return path;
  }

  /** Returns what is different, in words. */
  public String message() {
    return message;
  }

  /** Returns whom it breaks. */
  public Impact impact() {
    return impact;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaChange that
        && path.equals(that.path)
        && message.equals(that.message)
        && impact == that.impact;
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, message, impact);
  }

  @Override
  public String toString() {
    return path + ": " + message;
  }

  /**
   * Whom a change breaks. Closed to match: no constant is added before a major version, so a switch
   * expression over it needs no {@code default}.
   */
  public enum Impact {
    /** Something that could be written is refused now. */
    BREAKS_WRITERS,
    /** Something may be read now, or is not there any more, that readers were promised. */
    BREAKS_READERS,
    /** Both. */
    BREAKS_BOTH,
    /** What worked works as before; something may be possible that was not. */
    COMPATIBLE,
    /** Only texts for people differ. */
    WORDING;

    /** Says whether something that could be written is refused now. */
    public boolean breaksWriters() {
      return this == BREAKS_WRITERS || this == BREAKS_BOTH;
    }

    /** Says whether readers may meet what they were promised not to. */
    public boolean breaksReaders() {
      return this == BREAKS_READERS || this == BREAKS_BOTH;
    }

    /** Returns the part of a version number that such a change raises. */
    public SchemaDiff.Level level() {
      return switch (this) {
        case BREAKS_WRITERS, BREAKS_READERS, BREAKS_BOTH -> SchemaDiff.Level.MAJOR;
        case COMPATIBLE -> SchemaDiff.Level.MINOR;
        case WORDING -> SchemaDiff.Level.PATCH;
      };
    }
  }
}
