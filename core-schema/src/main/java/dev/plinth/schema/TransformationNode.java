/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A compiled transformation. Immutable. */
final class TransformationNode {
  private final List<FieldPath> input;
  private final List<FieldPath> needs;
  private final @Nullable Function<Values, Values> onWrite;
  private final @Nullable Function<Values, Values> onRead;

  TransformationNode(
      List<FieldPath> input,
      List<FieldPath> needs,
      @Nullable Function<Values, Values> onWrite,
      @Nullable Function<Values, Values> onRead) {
    this.input = input;
    this.needs = needs;
    this.onWrite = onWrite;
    this.onRead = onRead;
  }

  /** Returns the dotted names of the fields that belong together in what is sent. */
  List<String> inputs() {
    return input.stream().map(FieldPath::toString).toList();
  }

  /** Returns the dotted names of the fields that have to be set as well. */
  List<String> needs() {
    return needs.stream().map(FieldPath::toString).toList();
  }

  boolean reads() {
    return onRead != null;
  }

  /** Requires the caller to have sent all of the fields that belong together, or none. */
  void validate(Draft merged, Draft sent, @Nullable Draft stored, ErrorTable errors) {
    if (input.isEmpty() && needs.isEmpty()) {
      return;
    }
    boolean anySet = input.stream().anyMatch(path -> !Lua.isEmpty(first(sent, merged, path)));
    boolean needsChanged =
        stored != null
            && needs.stream()
                .anyMatch(
                    path ->
                        !Lua.isEmpty(first(sent, merged, path))
                            && !Equality.loose(first(sent, merged, path), path.in(stored)));
    if (!anySet && !needsChanged) {
      return;
    }
    List<FieldPath> all = new ArrayList<>(input);
    all.addAll(needs);
    if (!allOrNone(all, needsChanged ? sent : merged)) {
      errors.addWhole("all or none of these fields must be set: " + quoted(all), "transformation");
      return;
    }
    long set = input.stream().filter(path -> !Lua.isEmpty(first(sent, merged, path))).count();
    if (set != 0 && set != input.size()) {
      errors.addWhole(
          "all or none of these fields must be set: " + quoted(input), "transformation");
    }
  }

  private static String quoted(List<FieldPath> paths) {
    return Lua.quoted(paths.stream().map(FieldPath::toString).toList());
  }

  private static boolean allOrNone(List<FieldPath> paths, Draft draft) {
    int set = CheckNode.count(draft, paths);
    return set == 0 || set == paths.size();
  }

  private static @Nullable Object first(Draft sent, Draft merged, FieldPath path) {
    Object value = path.in(sent);
    return value == Absent.VALUE ? path.in(merged) : value;
  }

  /** Lays what the function makes of the entity over it, when the caller sent what it works on. */
  void write(RecordSchema record, Draft draft, Draft sent) {
    if (onWrite != null
        && input.stream().noneMatch(path -> Lua.isEmpty(path.in(sent)))
        && needs.stream().noneMatch(path -> Lua.isEmpty(path.in(draft)))) {
      lay(onWrite, record, draft);
    }
  }

  /** Lays what the function makes of a stored entity over it; true when it ran. */
  boolean read(RecordSchema record, Draft draft) {
    if (onRead == null
        || input.stream().anyMatch(path -> Lua.isEmpty(path.in(draft)))
        || needs.stream().anyMatch(path -> Lua.isEmpty(path.in(draft)))) {
      return false;
    }
    lay(onRead, record, draft);
    return true;
  }

  private static void lay(Function<Values, Values> function, RecordSchema record, Draft draft) {
    Struct inJava = new Struct(record.layout(), record.finish((Draft) Draft.detached(draft)));
    function.apply(inJava.toValues()).toMap().forEach(draft::put);
  }
}
