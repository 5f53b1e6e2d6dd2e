/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.UUID;

/**
 * The random id of an entity, made when all the rest is found right: secure random bytes are dear,
 * and a refused input needs none. Until then a stand-in is in its place. Immutable.
 */
final class LateId {
  /** Of the form of an id; known by its identity. */
  private static final UUID STAND_IN = new UUID(0x4000L, 1L << 63);

  /** The place of the id; -1 when it has to be there from the beginning. */
  private final int place;

  private LateId(int place) {
    this.place = place;
  }

  /** Returns how the id of a record is made, which has to wait for nothing that looks at it. */
  static LateId of(RecordSchema schema, RecordSchema.Rest rest) {
    if (rest.primaryKey().size() != 1
        || rest.selfCheck() != null
        || rest.subschemas() != null
        || !rest.transformations().isEmpty()) {
      return new LateId(-1);
    }
    String name = rest.primaryKey().get(0);
    int place = schema.layout().place(name);
    boolean unseen =
        place >= 0
            && schema.field(place) instanceof ScalarNode id
            && id.isPlainId()
            && rest.checks().stream().noneMatch(check -> check.reads(name));
    return new LateId(unseen ? place : -1);
  }

  /** Holds the place of an id that is to be made. */
  void reserve(Draft draft, Context context) {
    if (place >= 0 && context.makesValues() && draft.slots[place] == Absent.VALUE) {
      draft.slots[place] = STAND_IN;
    }
  }

  /** Makes the id, if its place is held. */
  @SuppressWarnings("ReferenceEquality") // an equal one that was sent is not meant
  void make(Draft draft) {
    if (place >= 0 && draft.slots[place] == STAND_IN) {
      draft.slots[place] = RandomId.next();
    }
  }
}
