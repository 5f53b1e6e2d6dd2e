/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.Objects;

/** A change as it is kept for other nodes. Immutable; may gain accessors. */
public final class Event {
  private final String position;
  private final String schema;
  private final byte[] body;

  /** Makes an event. The body starts with a byte for the version of its form. */
  public Event(String position, String schema, byte[] body) {
    this.position = Objects.requireNonNull(position, "position");
    this.schema = Objects.requireNonNull(schema, "schema");
    this.body = body.clone();
  }

  /** Returns its place in the log. */
  public String position() {
    return position;
  }

  /** Returns the schema of the changed entity. */
  public String schema() {
    return schema;
  }

  /** Returns the change, in a form with a version. */
  public byte[] body() {
    return body.clone();
  }
}
