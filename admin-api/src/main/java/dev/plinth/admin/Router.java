/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path: those with fewer variables first, so that literals win. Immutable. */
final class Router {
  private final List<Route> routes;

  Router(Map<String, Route> byPath) {
    this.routes = new ArrayList<>(byPath.values());
    routes.sort(Comparator.comparingInt(route -> route.variables));
  }

  /** A path pattern with its endpoints. */
  static final class Route {
    private final String[] segments;
    private final int variables;
    private final Map<Method, Next> endpoints = new EnumMap<>(Method.class);
    private boolean disabled;

    Route(String path) {
      this.segments = path.substring(1).split("/", -1);
      this.variables =
          (int) List.of(segments).stream().filter(segment -> segment.startsWith(":")).count();
    }

    void put(Method method, Next endpoint) {
      endpoints.put(method, endpoint);
    }

    void disable() {
      disabled = true;
    }

    boolean isDisabled() {
      return disabled;
    }

    @Nullable Next endpoint(Method method) {
      return endpoints.get(method);
    }

    /** Returns the methods it answers, in the order of their names. */
    String allow() {
      TreeSet<String> names = new TreeSet<>(List.of("OPTIONS"));
      endpoints.keySet().forEach(method -> names.add(method.name()));
      if (endpoints.containsKey(Method.GET)) {
        names.add("HEAD");
      }
      return String.join(", ", names);
    }

    private @Nullable Map<String, String> bind(String[] path) {
      if (path.length != segments.length) {
        return null;
      }
      Map<String, String> bound = new LinkedHashMap<>();
      for (int i = 0; i < path.length; i++) {
        if (segments[i].startsWith(":")) {
          if (path[i].isEmpty()) {
            return null;
          }
          bound.put(segments[i].substring(1), path[i]);
        } else if (!segments[i].equals(path[i])) {
          return null;
        }
      }
      return bound;
    }
  }

  /** A route with the values of its variables. */
  record Match(Route route, Map<String, String> variables) {}

  /** Returns the route of the path as sent, or of the path without or with a slash at its end. */
  @Nullable Match find(String path) {
    Match match = exact(path);
    if (match == null && path.length() > 1) {
      match = exact(path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/");
    }
    return match;
  }

  private @Nullable Match exact(String path) {
    if (!path.startsWith("/")) {
      return null;
    }
    String[] segments = path.substring(1).split("/", -1);
    for (Route route : routes) {
      Map<String, String> bound = route.bind(segments);
      if (bound != null) {
        return new Match(route, bound);
      }
    }
    return null;
  }
}
