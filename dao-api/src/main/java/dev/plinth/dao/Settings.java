/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Configuration by name: {@code postgres.url}. Values may be secret and are never logged. */
@FunctionalInterface
public interface Settings {
  /** Returns the value of the setting, if it is set. */
  Optional<String> get(String name);

  /** Returns the settings of a map. */
  static Settings of(Map<String, String> map) {
    Map<String, String> copy = Map.copyOf(map);
    return name -> Optional.ofNullable(copy.get(name));
  }

  /**
   * Returns the settings of environment variables: {@code postgres.url} is {@code
   * PLINTH_POSTGRES_URL}.
   */
  static Settings environment(Map<String, String> variables) {
    Map<String, String> copy = Map.copyOf(variables);
    return name ->
        Optional.ofNullable(
                copy.get(
                    "PLINTH_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')))
            .filter(value -> !value.isEmpty());
  }

  /** Returns these settings, and {@code fallback}'s where these say nothing. */
  default Settings or(Settings fallback) {
    return name -> {
      Optional<String> value = get(name);
      return value.isPresent() ? value : fallback.get(name);
    };
  }
}
