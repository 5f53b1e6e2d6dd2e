/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static dev.plinth.schema.Fields.bool;
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

import dev.plinth.schema.RecordField;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;

/** An entity with a field of every type, alone and in every collection. */
final class ValueSchema {
  private ValueSchema() {}

  static Schema values(String name) {
    return Schema.named(name)
        .primaryKey("id")
        .field("id", Typedefs.id())
        .field("text", string().minLength(0))
        .field("uuid", uuid())
        .field("integer", integer())
        .field("number", number())
        .field("flag", bool())
        .field("second", timestamp())
        .field("milli", timestamp().millis())
        .field("json", json())
        .field("texts", listOf(string().minLength(0)))
        .field("uuids", listOf(uuid()))
        .field("integers", listOf(integer()))
        .field("numbers", listOf(number()))
        .field("flags", listOf(bool()))
        .field("seconds", listOf(timestamp()))
        .field("millis", listOf(timestamp().millis()))
        .field("text_set", setOf(string().minLength(0)))
        .field("integer_set", setOf(integer()))
        .field("record_set", setOf(place()))
        .field("text_map", mapOf(string().minLength(0)).keys(string().minLength(0)))
        .field("number_map", mapOf(number()))
        .field("milli_map", mapOf(timestamp().millis()))
        .field("record", place().optional().field("inner", place().optional()))
        .field("records", listOf(place()))
        .field("record_map", mapOf(place()))
        .field("list_of_lists", listOf(listOf(integer())))
        .field("list_of_maps", listOf(mapOf(integer())))
        .field("map_of_lists", mapOf(listOf(string().minLength(0))))
        .build();
  }

  private static RecordField place() {
    return record()
        .field("street", string().minLength(0))
        .field("floor", integer())
        .field("height", number())
        .field("since", timestamp().millis())
        .field("code", uuid())
        .field("words", listOf(string()));
  }
}
