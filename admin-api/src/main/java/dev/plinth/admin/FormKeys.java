/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key syntax of forms: {@code a.b} for a field of a record, {@code a[]} and {@code a[1]} for
 * elements; a repeated key is a list.
 */
final class FormKeys {
  private static final Pattern SEGMENT = Pattern.compile("([^\\[\\]]+)((?:\\[[0-9]*\\])*)");
  private static final Pattern INDEX = Pattern.compile("\\[([0-9]*)\\]");
  private static final int MOST_ELEMENTS = 1_000;
  private static final int NEXT = -1;

  private FormKeys() {}

  /**
   * Returns the arguments as a tree of maps and lists. A list with holes stays a map from places.
   */
  static Map<String, @Nullable Object> tree(List<Map.Entry<String, @Nullable String>> arguments) {
    Node root = new Node();
    for (Map.Entry<String, @Nullable String> argument : arguments) {
      if (argument.getKey().isEmpty()) {
        continue;
      }
      Object value = argument.getValue() == null ? (Object) true : argument.getValue();
      Node node = root;
      for (Object step : steps(argument.getKey())) {
        node = step.equals(NEXT) ? node.append() : node.child(step);
      }
      node.add(value);
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    root.children.forEach((name, node) -> tree.put(String.valueOf(name), node.value()));
    return tree;
  }

  /**
   * Returns the names and places of a key; -1 for the next place. A next place that is followed by
   * a name makes no element.
   */
  private static List<Object> steps(String key) {
    List<Object> steps = new ArrayList<>();
    for (String part : key.split("\\.", -1)) {
      Matcher segment = SEGMENT.matcher(part);
      if (!segment.matches()) {
        return List.of(key);
      }
      if (!steps.isEmpty() && steps.get(steps.size() - 1).equals(NEXT)) {
        steps.remove(steps.size() - 1);
      }
      steps.add(segment.group(1));
      Matcher index = INDEX.matcher(segment.group(2));
      while (index.find()) {
        int place =
            index.group(1).isEmpty()
                ? NEXT
                : index.group(1).length() > 4
                    ? MOST_ELEMENTS + 1
                    : Integer.parseInt(index.group(1));
        if (place > MOST_ELEMENTS) {
          throw new RequestException(400, "Too many arguments");
        }
        steps.add(place);
      }
    }
    return steps;
  }

  /** A place in the tree: values that were given for it, and what lies below. */
  private static final class Node {
    private final Map<Object, Node> children = new LinkedHashMap<>();
    private final List<Object> values = new ArrayList<>();

    Node child(Object step) {
      return children.computeIfAbsent(step, key -> new Node());
    }

    Node append() {
      int place = 1;
      while (children.containsKey(place)) {
        place++;
      }
      return child(place);
    }

    void add(Object value) {
      values.add(value);
    }

    @Nullable Object value() {
      if (children.isEmpty()) {
        return values.size() == 1 ? values.get(0) : List.copyOf(values);
      }
      for (Object value : values) {
        append().add(value);
      }
      if (children.keySet().stream().allMatch(Integer.class::isInstance)) {
        Map<Integer, @Nullable Object> places = new TreeMap<>();
        children.forEach((place, node) -> places.put((Integer) place, node.value()));
        if (places
            .keySet()
            .equals(
                java.util.stream.IntStream.rangeClosed(1, places.size())
                    .boxed()
                    .collect(java.util.stream.Collectors.toSet()))) {
          return new ArrayList<>(places.values());
        }
      }
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      children.forEach((name, node) -> map.put(String.valueOf(name), node.value()));
      return map;
    }
  }
}
