/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Dao;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which entity the variable of a path names: by primary key in the form of a UUID, else by the
 * endpoint key where there is one. Immutable.
 */
final class Identity {
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private final Dao<Entity> dao;
  private final String variable;

  Identity(Dao<Entity> dao) {
    this.dao = dao;
    this.variable = dao.type().name();
  }

  /** Returns the path segment that stands for the variable. */
  String segment() {
    return ":" + variable;
  }

  Key key(AdminRequest request) {
    String value = request.variable(variable).orElseThrow();
    EntityType type = dao.type();
    Schema schema = type.schema();
    Optional<String> endpointKey = schema.endpointKey();
    if (UUID.matcher(value).matches()
        || endpointKey.isEmpty()
        || schema.primaryKey().equals(endpointKey.stream().toList())) {
      return Key.of(value);
    }
    return Key.by(
        endpointKey.get(),
        Objects.requireNonNullElse(
            Inference.infer(type.fields().get(endpointKey.get()), value), value));
  }

  String raw(AdminRequest request) {
    return request.rawVariable(variable).orElseThrow();
  }

  Entity require(AdminRequest request) {
    return dao.select(key(request)).orElseThrow(RequestException::notFound);
  }
}
