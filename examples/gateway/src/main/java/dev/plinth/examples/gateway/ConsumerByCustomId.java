/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.admin.AdminRequest;
import dev.plinth.admin.AdminResponse;
import dev.plinth.admin.Endpoint;
import dev.plinth.admin.Next;
import dev.plinth.dao.Dao;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /consumers?custom_id=x}: the one consumer with that id, or none; without the argument,
 * the page that the generated endpoint answers.
 */
final class ConsumerByCustomId implements Endpoint {
  private final Dao<Entity> consumers;

  ConsumerByCustomId(Dao<Entity> consumers) {
    this.consumers = consumers;
  }

  @Override
  public AdminResponse handle(AdminRequest request, Next next) {
    Optional<String> customId = request.query("custom_id");
    if (customId.isEmpty()) {
      return next.handle(request);
    }
    if (customId.get().isEmpty()) {
      return AdminResponse.message(400, "custom_id must be an unempty string");
    }
    List<Entity> found =
        consumers.select(Key.by("custom_id", customId.get())).map(List::of).orElse(List.of());
    return AdminResponse.collection(200, found, null);
  }
}
