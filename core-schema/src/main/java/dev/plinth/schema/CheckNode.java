/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled check over several fields: when it runs, and what it says. Immutable.
 *
 * <p>Each kind of check says which fields it reads, whether all of them must be there, whether it
 * also runs when some are missing or have problems of their own.
 */
final class CheckNode {
  private static final String WHEN_UPDATING = "when updating, ";

  private final String name;
  private final Source[] sources;
  private final Trigger trigger;
  private final Test test;

  /** Whether the test of a complete row depends on what its sources hold. */
  private final boolean asksSources;

  /** A field that a check reads. */
  record Source(String name, FieldPath path, boolean mandatory, boolean referenceable) {}

  /** When a check runs. */
  record Trigger(boolean withMissing, boolean withInvalid) {}

  /**
   * What a check tests: it returns the message of its failure, or null; it may note problems of
   * single fields.
   */
  @FunctionalInterface
  interface Test {
    @Nullable String test(Draft draft, ErrorTable errors, boolean updating);
  }

  CheckNode(String name, List<Source> sources, Trigger trigger, Test test) {
    this.name = name;
    this.sources = sources.toArray(new Source[0]);
    this.trigger = trigger;
    this.test = test;
    this.asksSources =
        !(trigger.withMissing && trigger.withInvalid)
            || sources.stream().anyMatch(source -> source.mandatory || source.referenceable);
  }

  /** Says whether it looks at the field, or at a field in it. */
  boolean reads(String field) {
    return Arrays.stream(sources).anyMatch(source -> source.path.names()[0].equals(field));
  }

  void run(Draft draft, ErrorTable errors, boolean full, boolean updating) {
    if (full && !asksSources) {
      judge(draft, errors, updating);
      return;
    }
    boolean allAbsent = true;
    boolean invalid = false;
    boolean missing = false;
    for (Source source : sources) {
      Object value = source.path.in(draft);
      if (value == Absent.VALUE) {
        missing |= source.mandatory;
      } else {
        allAbsent = false;
        if (source.referenceable && ScalarNode.isReference(value)) {
          return;
        }
      }
      invalid |= !trigger.withInvalid && errors.has(source.name);
    }
    if (invalid || (allAbsent && !(trigger.withMissing && full))) {
      return;
    }
    if (missing) {
      putMissing(draft, errors, updating);
      return;
    }
    judge(draft, errors, updating);
  }

  private void judge(Draft draft, ErrorTable errors, boolean updating) {
    String message = test.test(draft, errors, updating);
    if (message != null) {
      errors.addWhole(message, name);
    }
  }

  private void putMissing(Draft draft, ErrorTable errors, boolean updating) {
    for (Source source : sources) {
      if (source.mandatory && source.path.in(draft) == Absent.VALUE) {
        errors.putAt(
            source.path.names(),
            new ErrorTable.Problem(
                "field required for entity check" + (updating ? " when updating" : ""), name));
      }
    }
  }

  static String atLeastOne(List<String> names, boolean updating) {
    return (updating ? WHEN_UPDATING : "")
        + "at least one of these fields must be non-empty: "
        + Lua.quoted(names);
  }

  static int count(Draft draft, List<FieldPath> paths) {
    int set = 0;
    for (FieldPath path : paths) {
      if (!Lua.isEmpty(path.in(draft))) {
        set++;
      }
    }
    return set;
  }

  /** Returns the fields named, as far as they are there, for a function of an application. */
  static Values projection(Draft draft, List<Source> sources) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Source source : sources) {
      Object value = source.path.in(draft);
      if (value != Absent.VALUE) {
        map.put(source.name, value instanceof Draft nested ? nested.toMap() : value);
      }
    }
    return Values.of(map);
  }
}
