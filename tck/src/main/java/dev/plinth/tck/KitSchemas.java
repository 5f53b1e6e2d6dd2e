/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static dev.plinth.schema.Fields.bool;
import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.json;
import static dev.plinth.schema.Fields.listOf;
import static dev.plinth.schema.Fields.mapOf;
import static dev.plinth.schema.Fields.number;
import static dev.plinth.schema.Fields.record;
import static dev.plinth.schema.Fields.setOf;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.timestamp;
import static dev.plinth.schema.Fields.uuid;

import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;

/**
 * The entities that the kit works on: between them, every type of column, kind of index and of
 * reference.
 */
final class KitSchemas {
  static final String OWNERS = "tck_owners";
  static final String THINGS = "tck_things";
  static final String NOTES = "tck_notes";
  static final String LABELS = "tck_labels";
  static final String PAIRS = "tck_pairs";
  static final String PLAIN = "tck_plain";

  private KitSchemas() {}

  static SchemaSet all() {
    return SchemaSet.of(owners(), things(), notes(), labels(), pairs(), plain());
  }

  private static Schema owners() {
    return Schema.named(OWNERS)
        .primaryKey("id")
        .endpointKey("name")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("created_at", Typedefs.createdAt())
        .field("updated_at", Typedefs.updatedAt())
        .field("name", string().unique().minLength(0))
        .field("text", string().minLength(0))
        .field("code", uuid())
        .field("count", integer().defaultTo(7L))
        .field("ratio", number())
        .field("open", bool())
        .field("moment", timestamp().millis())
        .field("words", listOf(string().minLength(0)))
        .field("numbers", listOf(integer()))
        .field("ratios", listOf(number()))
        .field("codes", setOf(uuid()))
        .field("flags", listOf(bool()))
        .field("limits", mapOf(integer()))
        .field("place", record().optional().field("street", string()).field("floor", integer()))
        .field("places", listOf(record().field("street", string()).field("floor", integer())))
        .field("anything", json())
        .field("group", string().indexed())
        .field("tags", Typedefs.tags())
        .build();
  }

  private static Schema things() {
    return Schema.named(THINGS)
        .primaryKey("id")
        .endpointKey("code")
        .workspaceable()
        .ttl()
        .field("id", Typedefs.id())
        .field("code", string().unique().auto())
        .field("owner", foreign(OWNERS).onDelete(OnDelete.CASCADE))
        .build();
  }

  private static Schema notes() {
    return Schema.named(NOTES)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("about", foreign(OWNERS).required())
        .field("text", string())
        .build();
  }

  private static Schema labels() {
    return Schema.named(LABELS)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("on", foreign(OWNERS).onDelete(OnDelete.NULL))
        .field("thing", foreign(THINGS).onDelete(OnDelete.CASCADE))
        .build();
  }

  private static Schema pairs() {
    return Schema.named(PAIRS)
        .primaryKey("left", "right")
        .cacheKey("kind", "owner")
        .workspaceable()
        .field("left", string().required())
        .field("right", integer().required())
        .field("kind", string())
        .field("owner", foreign(OWNERS))
        .build();
  }

  private static Schema plain() {
    return Schema.named(PLAIN)
        .primaryKey("id")
        .endpointKey("name")
        .field("id", Typedefs.id())
        .field("name", string().unique())
        .build();
  }
}
