/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Family;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What refusals say: message, code, fields, and whether to try again. */
public abstract non-sealed class ErrorContract extends Contract {
  /** For authors to extend. */
  protected ErrorContract() {}

  @Test
  @Rule("ERR-01")
  protected final void duplicate_primaryKey_tellsTheKey() {
    Entity owner = owner();
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> owners().insert(Values.of("id", owner.id()).and("name", unique("e"))));
    assertThat(refusal.message())
        .isEqualTo("primary key violation on key '{id=\"" + owner.id() + "\"}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("id", owner.id().toString()));
    assertThat(refusal.title()).isEqualTo("primary key violation");
  }

  @Test
  @Rule("ERR-02")
  protected final void duplicate_compositePrimaryKey_tellsAllOfIt() {
    String left = unique("l");
    Values pair = Values.of("left", left).and("right", 1L).and("kind", unique("k"));
    dao(KitSchemas.PAIRS).insert(pair);
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> dao(KitSchemas.PAIRS).insert(pair.and("kind", unique("k"))));
    assertThat(refusal.message())
        .isEqualTo("primary key violation on key '{left=\"" + left + "\",right=1}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("left", left, "right", 1L));
  }

  @Test
  @Rule("ERR-03")
  protected final void duplicate_uniqueValue_tellsTheValue() {
    Entity owner = owner();
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> owners().insert(Values.of("name", owner.get("name"))));
    assertThat(refusal.message())
        .isEqualTo("UNIQUE violation detected on '{name=\"" + owner.get("name") + "\"}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("name", owner.get("name", String.class)));
    assertThat(refusal.title()).isEqualTo("unique constraint violation");
  }

  @Test
  @Rule("ERR-04")
  protected final void duplicate_compositeCacheKey_tellsAllOfItNullsIncluded() {
    String kind = unique("k");
    Values pair = Values.of("left", unique("l")).and("right", 1L).and("kind", kind);
    dao(KitSchemas.PAIRS).insert(pair);
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> dao(KitSchemas.PAIRS).insert(pair.and("right", 2L)));
    assertThat(refusal.message())
        .isEqualTo("UNIQUE violation detected on '{kind=\"" + kind + "\",owner=null}'");
    assertThat(refusal.fields()).containsEntry("kind", kind).containsEntry("owner", null);
  }

  @Test
  @Rule("ERR-05")
  protected final void duplicate_uniqueReference_tellsItsKey() {
    Entity owner = owner();
    dao(KitSchemas.BADGES).insert(Values.of("owner", owner.key()));
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> dao(KitSchemas.BADGES).insert(Values.of("owner", owner.key())));
    assertThat(refusal.message())
        .isEqualTo("UNIQUE violation detected on '{owner={id=\"" + owner.id() + "\"}}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("owner", Map.of("id", owner.id().toString())));
  }

  @Test
  @Rule("ERR-06")
  protected final void duplicate_secretValue_isNotInTheMessage() {
    String pin = unique("pin");
    dao(KitSchemas.BADGES).insert(Values.of("pin", pin));
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> dao(KitSchemas.BADGES).insert(Values.of("pin", pin)))
                .getMessage())
        .doesNotContain(pin)
        .contains("{pin=\"(secret)\"}");
  }

  @Test
  @Rule("ERR-07")
  protected final void message_ofTextsWithQuotesAndLines_canBeRead() {
    String name = unique("\"q\"\\");
    owners().insert(Values.of("name", name));
    assertThat(
            refused(DaoException.Duplicate.class, () -> owners().insert(Values.of("name", name)))
                .message())
        .isEqualTo(
            "UNIQUE violation detected on '{name=\"\\\"q\\\"\\\\" + name.substring(4) + "\"}'");
    String lines = unique("a\nb");
    owners().insert(Values.of("name", lines));
    assertThat(
            refused(DaoException.Duplicate.class, () -> owners().insert(Values.of("name", lines)))
                .message())
        .isEqualTo("UNIQUE violation detected on '{name=[[" + lines + "]]}'");
  }

  @Test
  @Rule("ERR-08")
  protected final void dangling_reference_tellsKeyAndSchema() {
    UUID nobody = UUID.randomUUID();
    DaoException.Dangling refusal =
        refused(
            DaoException.Dangling.class,
            () -> dao(KitSchemas.NOTES).insert(Values.of("about", Key.of(nobody))));
    assertThat(refusal.message())
        .isEqualTo(
            "the foreign key '{id=\""
                + nobody
                + "\"}' does not reference an existing 'tck_owners' entity.");
    assertThat(refusal.fields()).isEqualTo(Map.of("about", Map.of("id", nobody.toString())));
    assertThat(refusal.code()).isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION);
    assertThat(refusal.title()).isEqualTo("foreign key violation");
  }

  @Test
  @Rule("ERR-09")
  protected final void unresolved_reference_tellsValueAndSchema() {
    DaoException.Dangling refusal =
        refused(
            DaoException.Dangling.class,
            () -> dao(KitSchemas.NOTES).insert(Values.of("about", Map.of("name", "nobody"))));
    String sentence =
        "the foreign key cannot be resolved with '{name=\"nobody\"}' for an existing 'tck_owners' entity";
    assertThat(refusal.message())
        .isEqualTo("foreign key unresolved (about.name: " + sentence + ")");
    assertThat(refusal.fields()).isEqualTo(Map.of("about", Map.of("name", sentence)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.FOREIGN_KEYS_UNRESOLVED);
  }

  @Test
  @Rule("ERR-10")
  protected final void unresolved_severalReferences_areAllTold() {
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        dao(KitSchemas.ITEMS)
                            .insert(
                                Values.of("owner", Map.of("name", "x"))
                                    .and("deputy", Map.of("name", "y"))))
                .message())
        .startsWith("2 foreign keys unresolved (owner.name: the foreign key")
        .contains("; deputy.name: the foreign key");
  }

  @Test
  @Rule("ERR-11")
  protected final void notFound_byPrimaryKey_tellsTheKey() {
    UUID nobody = UUID.randomUUID();
    DaoException.NotFound refusal =
        refused(
            DaoException.NotFound.class,
            () -> owners().update(Key.of(nobody), Values.of("text", "x")));
    assertThat(refusal.message())
        .isEqualTo("could not find the entity with primary key '{id=\"" + nobody + "\"}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("id", nobody.toString()));
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  @Rule("ERR-12")
  protected final void notFound_byUniqueValue_tellsTheValue() {
    String name = unique("e");
    DaoException.NotFound refusal =
        refused(
            DaoException.NotFound.class,
            () -> owners().update(Key.by("name", name), Values.of("text", "x")));
    assertThat(refusal.message())
        .isEqualTo("could not find the entity with '{name=\"" + name + "\"}'");
    assertThat(refusal.fields()).isEqualTo(Map.of("name", name));
  }

  @Test
  @Rule("ERR-13")
  protected final void notFound_byUniqueReference_tellsItsKey() {
    UUID nobody = UUID.randomUUID();
    assertThat(
            refused(
                    DaoException.NotFound.class,
                    () ->
                        dao(KitSchemas.BADGES)
                            .update(Key.by("owner", Key.of(nobody)), Values.of("text", "x")))
                .message())
        .isEqualTo("could not find the entity with '{owner={id=\"" + nobody + "\"}}'");
  }

  @Test
  @Rule("ERR-14")
  protected final void notFound_ofRequire_isThatOfAnUpdate() {
    UUID nobody = UUID.randomUUID();
    assertThat(
            refused(DaoException.NotFound.class, () -> owners().require(Key.of(nobody))).message())
        .isEqualTo("could not find the entity with primary key '{id=\"" + nobody + "\"}'");
  }

  @Test
  @Rule("ERR-15")
  protected final void referenced_entity_tellsBothSchemas() {
    Entity owner = owner();
    dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
    DaoException.Referenced refusal =
        refused(DaoException.Referenced.class, () -> owners().delete(owner.key()));
    assertThat(refusal.message())
        .isEqualTo("an existing 'tck_notes' entity references this 'tck_owners' entity");
    assertThat(refusal.fields()).isEqualTo(Map.of("@referenced_by", "tck_notes"));
    assertThat(refusal.code()).isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION);
  }

  @Test
  @Rule("ERR-16")
  protected final void changed_entity_mayBeTriedAgain() {
    Entity owner = owner();
    DaoException.Changed refusal =
        refused(
            DaoException.Changed.class,
            () ->
                owners()
                    .update(owner.key(), Values.of("text", "x"), WriteOptions.ifMatch("another")));
    assertThat(refusal.isRetryable()).isTrue();
    assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGED);
    assertThat(refusal.fields()).isEqualTo(Map.of("id", owner.id().toString()));
  }

  @Test
  @Rule("ERR-17")
  protected final void refusals_thatWillBeRefusedAgain_areNotRetryable() {
    Entity owner = owner();
    dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
    List<DaoException> refusals =
        List.of(
            refused(DaoException.Invalid.class, () -> owners().select(Key.of("x"))),
            refused(
                DaoException.SchemaViolation.class,
                () -> dao(KitSchemas.POLICIES).insert(Values.none())),
            refused(
                DaoException.Duplicate.class,
                () -> owners().insert(Values.of("name", owner.get("name")))),
            refused(
                DaoException.Dangling.class,
                () -> things().insert(Values.of("owner", Key.of(UUID.randomUUID())))),
            refused(DaoException.Referenced.class, () -> owners().delete(owner.key())),
            refused(
                DaoException.NotFound.class, () -> owners().require(Key.of(UUID.randomUUID()))));
    assertThat(refusals).noneMatch(DaoException::isRetryable);
    assertThat(refusals)
        .extracting(DaoException::family)
        .containsExactly(
            Family.INVALID,
            Family.SCHEMA_VIOLATION,
            Family.DUPLICATE,
            Family.DANGLING,
            Family.REFERENCED,
            Family.NOT_FOUND);
  }

  @Test
  @Rule("ERR-18")
  protected final void refusal_ofAnyKind_namesTheStrategy() {
    Entity owner = owner();
    DaoException refusal =
        refused(
            DaoException.Duplicate.class,
            () -> owners().insert(Values.of("name", owner.get("name"))));
    assertThat(refusal.strategy()).contains(strategy().name());
    assertThat(refusal.getMessage()).isEqualTo("[" + strategy().name() + "] " + refusal.message());
  }
}
