/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares an answer with a recorded one: generated ids, times, random keys and offsets by being
 * there, numbers as numbers, the order of names not at all.
 */
final class AnswerComparison {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9]{32}");
  private static final Pattern OFFSET = Pattern.compile("offset=[^&]*");
  private static final Set<String> TIMES = Set.of("created_at", "updated_at");

  private final boolean shapeOnly;
  private final String request;

  AnswerComparison(boolean shapeOnly, String request) {
    this.shapeOnly = shapeOnly;
    this.request = request;
  }

  /** Returns where and how the answer differs; null when it does not. */
  @Nullable String difference(@Nullable Object recorded, @Nullable Object answered, String path) {
    if (recorded instanceof Map<?, ?> one && answered instanceof Map<?, ?> other) {
      return maps(one, other, path);
    }
    if (recorded instanceof List<?> one && answered instanceof List<?> other) {
      return lists(one, other, path);
    }
    if (isNothing(recorded) && isNothing(answered)) {
      return null;
    }
    if (shapeOnly
        && recorded != null
        && answered != null
        && !(recorded instanceof Map)
        && !(recorded instanceof List)) {
      return null;
    }
    return scalars(recorded, answered, path) ? null : path + " is not " + recorded;
  }

  private static boolean isNothing(@Nullable Object value) {
    return (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }

  private @Nullable String maps(Map<?, ?> one, Map<?, ?> other, String path) {
    if (!one.keySet().equals(other.keySet())) {
      return path + " has not the names " + one.keySet();
    }
    for (Object name : one.keySet()) {
      String difference = difference(one.get(name), other.get(name), path + "." + name);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private @Nullable String lists(List<?> one, List<?> other, String path) {
    if (one.size() != other.size()) {
      return path + " has not " + one.size() + " elements";
    }
    List<?> left = byName(one);
    List<?> right = byName(other);
    for (int i = 0; i < one.size(); i++) {
      String difference = difference(left.get(i), right.get(i), path + "[" + i + "]");
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  /**
   * Entities of a page come in the order of ids, which are random where the request did not give
   * them: they are compared by what names them.
   */
  private static List<?> byName(List<?> list) {
    boolean entities =
        list.stream().allMatch(one -> one instanceof Map<?, ?> map && map.containsKey("id"));
    return entities ? list.stream().sorted((a, b) -> name(a).compareTo(name(b))).toList() : list;
  }

  private static String name(Object entity) {
    Map<?, ?> map = (Map<?, ?>) entity;
    TreeSet<String> names = new TreeSet<>();
    for (String field : List.of("name", "username", "custom_id", "key")) {
      Object value = map.get(field);
      names.add(
          value == null
              ? "~"
              : RANDOM.matcher(value.toString()).matches() ? "~random" : value.toString());
    }
    return names + String.valueOf(map.get("paths")) + map.get("ttl");
  }

  private boolean scalars(@Nullable Object recorded, @Nullable Object answered, String path) {
    if (recorded == null || answered == null) {
      return recorded == answered;
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (recorded instanceof Number one && answered instanceof Number other) {
      return isTime(one, name)
          || (name.equals("ttl") && Math.abs(one.doubleValue() - other.doubleValue()) < 3)
          || one.doubleValue() == other.doubleValue();
    }
    if (recorded instanceof String one && answered instanceof String other) {
      boolean generated =
          (UUID.matcher(one).matches() || RANDOM.matcher(one).matches()) && !request.contains(one);
      return name.equals("offset")
          || (generated ? one.length() == other.length() : masked(one).equals(masked(other)));
    }
    return recorded.equals(answered);
  }

  /** Times of the recording lie in one month; others were sent and come back. */
  private boolean isTime(Number recorded, String name) {
    return TIMES.contains(name)
        && recorded.longValue() > 1_795_000_000L
        && recorded.longValue() < 1_796_000_000L;
  }

  private String masked(String text) {
    String masked = OFFSET.matcher(text).replaceAll("offset=*");
    return UUID.matcher(masked)
        .replaceAll(match -> request.contains(match.group()) ? match.group() : "*");
  }
}
