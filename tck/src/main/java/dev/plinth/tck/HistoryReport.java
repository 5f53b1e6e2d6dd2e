/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells where a history cannot be explained. Rows are numbered as they appear. For one thread. */
final class HistoryReport {
  private static final int SHOWN = 8;

  private final RowsModel model;
  private final List<Call> calls;
  private final long begun;
  private final Map<Key, String> names = new HashMap<>();

  HistoryReport(RowsModel model, List<Call> calls) {
    this.model = model;
    this.calls = calls;
    this.begun = calls.stream().mapToLong(Call::begun).min().orElse(0);
  }

  String of(Linearizability.Stuck<Map<Key, Call.Row>, Call> stuck) {
    List<Call> order = stuck.order();
    List<Call> last = order.subList(Math.max(0, order.size() - SHOWN), order.size());
    String ends = lines(last);
    String next = lines(stuck.next());
    Map<String, String> rows = new TreeMap<>();
    stuck.state().forEach((key, row) -> rows.put(name(key), row(row)));
    return "no order explains what "
        + calls.size()
        + " operations of "
        + calls.stream().map(Call::who).collect(Collectors.toCollection(HashSet::new)).size()
        + " threads returned (in milliseconds, from the call to the answer).\n"
        + "What can be explained at the most are "
        + order.size()
        + " operations"
        + (last.isEmpty() ? "" : ", which end with\n" + ends)
        + "\nThen there is "
        + (rows.isEmpty() ? "nothing" : rows)
        + ", and none of these can come next:\n"
        + next;
  }

  private String lines(List<Call> some) {
    return some.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(Call call) {
    return String.format(
        Locale.ROOT,
        "  %10.3f to %s  %s: %s(%s%s) -> %s",
        (call.begun() - begun) / 1e6,
        call.ended() == Call.NEVER
            ? "  never   "
            : String.format(Locale.ROOT, "%10.3f", (call.ended() - begun) / 1e6),
        call.who(),
        call.kind().name().toLowerCase(Locale.ROOT),
        name(call.target()),
        sent(call),
        result(call.result()));
  }

  private String name(Key key) {
    return key.isPrimary()
        ? Objects.requireNonNull(names.computeIfAbsent(key, k -> "row " + (names.size() + 1)))
        : model.unique() + " " + key.part(0);
  }

  private String sent(Call call) {
    StringBuilder text = new StringBuilder();
    if (call.made() != null && !call.made().equals(call.target())) {
      text.append(", else ").append(name(call.made()));
    }
    for (String field : List.of(model.unique(), model.content())) {
      if (call.sent().mentions(field)) {
        text.append(", ").append(field).append('=').append(call.sent().get(field));
      }
    }
    return text.toString();
  }

  private String result(Call.Result result) {
    return switch (result.answer()) {
      case ROW -> name(Objects.requireNonNull(result.key())) + " " + row(result.row());
      case NOTHING -> "not there";
      case DONE -> "deleted";
      case KEY_TAKEN -> "refused, the primary key is taken";
      case VALUE_TAKEN -> "refused, the value is taken";
      case UNKNOWN -> "unknown";
    };
  }

  private String row(Call.@Nullable Row row) {
    return row == null
        ? ""
        : "{"
            + model.unique()
            + "="
            + row.value()
            + ", "
            + model.content()
            + "="
            + row.content()
            + "}";
  }
}
