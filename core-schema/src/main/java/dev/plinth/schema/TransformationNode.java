/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A compiled transformation. Immutable. */
final class TransformationNode {
  private final List<String> input;
  private final List<String> needs;
  private final @Nullable Function<Values, Values> onWrite;
  private final @Nullable Function<Values, Values> onRead;

  TransformationNode(
      List<String> input,
      List<String> needs,
      @Nullable Function<Values, Values> onWrite,
      @Nullable Function<Values, Values> onRead) {
    this.input = input;
    this.needs = needs;
    this.onWrite = onWrite;
    this.onRead = onRead;
  }

  List<String> inputs() {
    return input;
  }

  List<String> needs() {
    return needs;
  }

  boolean reads() {
    return onRead != null;
  }

  /** Requires the caller to have sent all of the fields that belong together, or none. */
  void validate(Draft merged, Draft sent, @Nullable Draft stored, ErrorTable errors) {
    if (input.isEmpty() && needs.isEmpty()) {
      return;
    }
    boolean anySet = input.stream().anyMatch(name -> !Lua.isEmpty(first(sent, merged, name)));
    boolean needsChanged =
        stored != null
            && needs.stream()
                .anyMatch(
                    name ->
                        !Lua.isEmpty(first(sent, merged, name))
                            && !Equality.loose(first(sent, merged, name), stored.at(path(name))));
    if (!anySet && !needsChanged) {
      return;
    }
    List<String> all = new ArrayList<>(input);
    all.addAll(needs);
    if (!allOrNone(all, needsChanged ? sent : merged)) {
      errors.addWhole(
          "all or none of these fields must be set: " + Lua.quoted(all), "transformation");
      return;
    }
    long set = input.stream().filter(name -> !Lua.isEmpty(first(sent, merged, name))).count();
    if (set != 0 && set != input.size()) {
      errors.addWhole(
          "all or none of these fields must be set: " + Lua.quoted(input), "transformation");
    }
  }

  private static boolean allOrNone(List<String> names, Draft draft) {
    long set = names.stream().filter(name -> !Lua.isEmpty(draft.at(path(name)))).count();
    return set == 0 || set == names.size();
  }

  private static @Nullable Object first(Draft sent, Draft merged, String name) {
    Object value = sent.at(path(name));
    return value == Absent.VALUE ? merged.at(path(name)) : value;
  }

  private static String[] path(String name) {
    return name.split("\\.", -1);
  }

  /** Lays what the function makes of the entity over it, when the caller sent what it works on. */
  void write(Draft draft, Draft sent) {
    if (onWrite != null
        && input.stream().noneMatch(name -> Lua.isEmpty(sent.at(path(name))))
        && needs.stream().noneMatch(name -> Lua.isEmpty(draft.at(path(name))))) {
      lay(onWrite, draft);
    }
  }

  /** Lays what the function makes of a stored entity over it; true when it ran. */
  boolean read(Draft draft) {
    if (onRead == null
        || input.stream().anyMatch(name -> Lua.isEmpty(draft.at(path(name))))
        || needs.stream().anyMatch(name -> Lua.isEmpty(draft.at(path(name))))) {
      return false;
    }
    lay(onRead, draft);
    return true;
  }

  private static void lay(Function<Values, Values> function, Draft draft) {
    for (Map.Entry<String, @Nullable Object> entry :
        function.apply(Values.of(draft.toMap())).toMap().entrySet()) {
      draft.put(entry.getKey(), entry.getValue());
    }
  }
}
