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

import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Check;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Shorthand;
import dev.plinth.schema.Transformation;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
  static final String SEALS = "tck_seals";
  static final String TICKETS = "tck_tickets";
  static final String BADGES = "tck_badges";
  static final String ITEMS = "tck_items";
  static final String PARTS = "tck_parts";
  static final String MEMBERS = "tck_members";
  static final String DUTIES = "tck_duties";
  static final String LEDGER = "tck_ledger";
  static final String WORDS = "tck_words";
  static final String POLICIES = "tck_policies";
  static final String SECRETS = "tck_secrets";
  static final String VALUES = "tck_values";

  private static final SchemaSet ALL =
      SchemaSet.of(
          owners(),
          things(),
          notes(),
          labels(),
          pairs(),
          plain(),
          seals(),
          tickets(),
          badges(),
          items(),
          parts(),
          members(),
          duties(),
          ledger(),
          words(),
          policies(),
          secrets(),
          ValueSchema.values(VALUES));
  private static final Map<String, Table> TABLES = Table.of(ALL);

  private KitSchemas() {}

  static SchemaSet all() {
    return ALL;
  }

  /** Returns the flat table of a schema. */
  static Table table(String schema) {
    return Objects.requireNonNull(TABLES.get(schema), schema);
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
        .field("code", integer().unique())
        .build();
  }

  /** What forbids a cascade halfway, unless it goes with the cascade itself. */
  private static Schema seals() {
    return Schema.named(SEALS)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("thing", foreign(THINGS).required())
        .field("owner", foreign(OWNERS).onDelete(OnDelete.CASCADE))
        .build();
  }

  /** Rows that expire, forbid a delete while they live, and have a composite cache key. */
  private static Schema tickets() {
    return Schema.named(TICKETS)
        .primaryKey("id")
        .cacheKey("kind", "seat")
        .workspaceable()
        .ttl()
        .field("id", Typedefs.id())
        .field("kind", string())
        .field("seat", integer())
        .field("holder", foreign(OWNERS).unique())
        .build();
  }

  /** Unique values of every type that can be unique. */
  private static Schema badges() {
    return Schema.named(BADGES)
        .primaryKey("id")
        .endpointKey("label")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("key", string().unique())
        .field("prefix", string().unique().notOneOf("env"))
        .field("site", string().uniqueAcrossWorkspaces())
        .field("serial", integer().unique())
        .field("weight", number().unique())
        .field("token", uuid().unique())
        .field("moment", timestamp().millis().unique())
        .field("pin", string().unique().secret())
        .field("owner", foreign(OWNERS).unique())
        .field("label", string())
        .field("text", string())
        .build();
  }

  /** What is looked up by fields that are not unique, and refers to one schema twice. */
  private static Schema items() {
    return Schema.named(ITEMS)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("colour", string().minLength(0).indexed())
        .field("level", integer().indexed())
        .field("weight", number().indexed())
        .field("batch", uuid().indexed())
        .field("since", timestamp().indexed())
        .field("open", bool().indexed())
        .field("owner", foreign(OWNERS).onDelete(OnDelete.NULL))
        .field("deputy", foreign(OWNERS).onDelete(OnDelete.NULL))
        .field("plain", foreign(PLAIN))
        .field("text", string())
        .build();
  }

  private static Schema parts() {
    return Schema.named(PARTS)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("pair", foreign(PAIRS).onDelete(OnDelete.CASCADE))
        .build();
  }

  /** A primary key with a reference in it. */
  private static Schema members() {
    return Schema.named(MEMBERS)
        .primaryKey("owner", "role")
        .workspaceable()
        .field("owner", foreign(OWNERS).required().onDelete(OnDelete.CASCADE))
        .field("role", string().required())
        .field("text", string())
        .build();
  }

  private static Schema duties() {
    return Schema.named(DUTIES)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("member", foreign(MEMBERS).onDelete(OnDelete.CASCADE))
        .build();
  }

  /** A primary key of a moment, a number and a truth value. */
  private static Schema ledger() {
    return Schema.named(LEDGER)
        .primaryKey("day", "amount", "final")
        .workspaceable()
        .field("day", timestamp().millis().required())
        .field("amount", number().required())
        .field("final", bool().required())
        .field("text", string())
        .build();
  }

  /** A primary key of any text, and a cache key of two texts. */
  private static Schema words() {
    return Schema.named(WORDS)
        .primaryKey("word")
        .cacheKey("first", "second")
        .workspaceable()
        .field("word", string().required())
        .field("first", string().minLength(0))
        .field("second", string().minLength(0))
        .field("text", string())
        .build();
  }

  /** Rules of every kind over the values sent. */
  private static Schema policies() {
    return Schema.named(POLICIES)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("created_at", Typedefs.createdAt())
        .field("updated_at", Typedefs.updatedAt())
        .field("name", string().required())
        .field("mode", string().oneOf("open", "strict").defaultTo("open"))
        .field("limit", integer().between(1, 100))
        .field("hosts", listOf(string()))
        .field("paths", listOf(string()))
        .field("serial", integer().immutable())
        .field(
            "place",
            record().optional().field("street", string().required()).field("floor", integer()))
        .check(Check.atLeastOneOf("hosts", "paths"))
        .check(Check.when("mode", string().oneOf("strict")).then("limit", integer().required()))
        .shorthand(
            Shorthand.of(
                "host",
                string(),
                host -> host == null ? Values.none() : Values.of("hosts", List.of(host))))
        .build();
  }

  /** Values that are computed when they are written and when they are read. */
  private static Schema secrets() {
    return Schema.named(SECRETS)
        .primaryKey("id")
        .workspaceable()
        .field("id", Typedefs.id())
        .field("word", string())
        .field("digest", string().unique())
        .field("secret", string())
        .field("salt", string())
        .field("text", string())
        .transformation(
            Transformation.onWrite(
                    values ->
                        Values.of("digest", "digest of " + values.get("word"))
                            .and("word", upper(values.get("word"))))
                .input("word"))
        .transformation(
            Transformation.onRead(
                values ->
                    values.get("word") == null
                        ? Values.none()
                        : Values.of("word", lower(values.get("word")))))
        .transformation(
            Transformation.onWrite(
                    values -> Values.of("secret", values.get("salt") + ":" + values.get("secret")))
                .input("secret")
                .needs("salt"))
        .build();
  }

  private static String upper(@Nullable Object text) {
    return String.valueOf(text).toUpperCase(Locale.ROOT);
  }

  private static String lower(@Nullable Object text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }
}
