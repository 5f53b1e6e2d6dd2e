/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.dao.ReadOptions;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Fields;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the schema does to values on their way to the store and back. */
public abstract non-sealed class ProcessContract extends Contract {
  /** For authors to extend. */
  protected ProcessContract() {}

  private Dao<Entity> policies() {
    return dao(KitSchemas.POLICIES);
  }

  private Dao<Entity> secrets() {
    return dao(KitSchemas.SECRETS);
  }

  private Dao<Entity> owners(String moment) {
    return registry()
        .schemas(KitSchemas.all())
        .clock(Clock.fixed(Instant.parse(moment), ZoneOffset.UTC))
        .open()
        .dao(KitSchemas.OWNERS);
  }

  private static Values policy() {
    return Values.of("name", "p").and("hosts", List.of("h"));
  }

  @Test
  @Rule("PROCESS-01")
  protected final void default_fillsWhatIsAbsent() {
    assertThat(policies().insert(policy()).get("mode")).isEqualTo("open");
  }

  @Test
  @Rule("PROCESS-02")
  protected final void default_doesNotReplaceNull() {
    Entity owner = owners().insert(Values.of("name", unique("p")).and("count", null));
    assertThat(owners().require(owner.key()).get("count")).isNull();
  }

  @Test
  @Rule("PROCESS-03")
  protected final void automaticId_isMadeAndDiffers() {
    assertThat(policies().insert(policy()).id()).isNotEqualTo(policies().insert(policy()).id());
  }

  @Test
  @Rule("PROCESS-04")
  protected final void givenId_isTaken() {
    UUID id = UUID.randomUUID();
    assertThat(policies().insert(policy().and("id", id)).id()).isEqualTo(id);
    UUID text = UUID.randomUUID();
    assertThat(policies().insert(policy().and("id", text.toString())).id()).isEqualTo(text);
  }

  @Test
  @Rule("PROCESS-05")
  protected final void timesOfInsertAndUpdate_areSetToTheSecond() {
    Entity made = owners("2026-01-02T03:04:05.999Z").insert(Values.of("name", unique("p")));
    assertThat(made.get("created_at")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(made.get("updated_at")).isEqualTo(made.get("created_at"));
    Entity changed = owners("2026-01-03T00:00:00Z").update(made.key(), Values.of("text", "x"));
    assertThat(changed.get("created_at")).isEqualTo(made.get("created_at"));
    assertThat(changed.get("updated_at")).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
  }

  @Test
  @Rule("PROCESS-06")
  protected final void timeOfUpdate_cannotBeGiven() {
    Entity owner = owner();
    Instant given = Instant.parse("2020-01-01T00:00:00Z");
    assertThat(owners().update(owner.key(), Values.of("updated_at", given)).get("updated_at"))
        .isNotEqualTo(given);
  }

  @Test
  @Rule("PROCESS-07")
  protected final void timeOfInsert_isSetAnewByAnUpsertUnlessItIsGiven() {
    Entity made = owners("2026-01-02T03:04:05Z").insert(Values.of("name", unique("p")));
    Dao<Entity> later = owners("2026-01-03T00:00:00Z");
    Values values = Values.of("name", made.get("name"));
    assertThat(later.upsert(made.key(), values).get("created_at"))
        .isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    assertThat(
            later
                .upsert(made.key(), values.and("created_at", made.get("created_at")))
                .get("created_at"))
        .isEqualTo(made.get("created_at"));
  }

  @Test
  @Rule("PROCESS-08")
  protected final void shorthand_isExpandedAndForgotten() {
    Entity policy = policies().insert(Values.of("name", "p").and("host", "example.org"));
    assertThat(policy.get("hosts")).isEqualTo(List.of("example.org"));
    assertThat(policy.names()).doesNotContain("host");
    policies().update(policy.key(), Values.of("host", "example.com"));
    assertThat(policies().require(policy.key()).get("hosts")).isEqualTo(List.of("example.com"));
  }

  @Test
  @Rule("PROCESS-09")
  protected final void immutable_setOnceOrToTheSame_isFine() {
    Entity policy = policies().insert(policy());
    policies().update(policy.key(), Values.of("serial", 1L));
    policies().update(policy.key(), Values.of("serial", 1L).and("limit", 5L));
    refused(
        DaoException.SchemaViolation.class,
        () -> policies().update(policy.key(), Values.of("serial", null)));
    assertThat(policies().require(policy.key()).get("serial")).isEqualTo(1L);
  }

  @Test
  @Rule("PROCESS-10")
  protected final void condition_isCheckedAgainstWhatIsStored() {
    Entity policy = policies().insert(policy().and("mode", "strict").and("limit", 5L));
    refused(
        DaoException.SchemaViolation.class,
        () -> policies().update(policy.key(), Values.of("limit", null)));
    assertThat(policies().update(policy.key(), Values.of("mode", "open").and("limit", null)))
        .isEqualTo(policies().require(policy.key()));
  }

  @Test
  @Rule("PROCESS-11")
  protected final void transformation_ofWritingAndReading_isSeenByTheCallerAsRead() {
    String word = unique("AbC").substring(0, 20);
    Entity made = secrets().insert(Values.of("word", word));
    String lower = word.toLowerCase(Locale.ROOT);
    assertThat(made.get("word")).isEqualTo(lower);
    assertThat(secrets().require(made.key()).get("word")).isEqualTo(lower);
    assertThat(secrets().page(Query.where("digest", "digest of " + word)).items())
        .extracting(secret -> secret.get("word"))
        .containsExactly(lower);
  }

  @Test
  @Rule("PROCESS-12")
  protected final void untransformed_isAsItIsStored() {
    String word = unique("AbC").substring(0, 20);
    Key key = secrets().insert(Values.of("word", word)).key();
    ReadOptions raw = ReadOptions.none().untransformed();
    String upper = word.toUpperCase(Locale.ROOT);
    assertThat(secrets().select(key, raw).orElseThrow().get("word")).isEqualTo(upper);
    assertThat(secrets().selectAll(List.of(key), raw).values())
        .extracting(secret -> secret.get("word"))
        .containsExactly(upper);
  }

  @Test
  @Rule("PROCESS-13")
  protected final void transformation_readByAnUpdate_isNotWrittenBack() {
    String word = unique("AbC").substring(0, 20);
    Key key = secrets().insert(Values.of("word", word)).key();
    secrets().update(key, Values.of("text", "x"));
    assertThat(secrets().select(key, ReadOptions.none().untransformed()).orElseThrow().get("word"))
        .isEqualTo(word.toUpperCase(Locale.ROOT));
  }

  @Test
  @Rule("PROCESS-14")
  protected final void transformation_runsWhenItsInputIsSentAndNotElse() {
    Entity made = secrets().insert(Values.of("salt", "s").and("secret", "dog"));
    assertThat(made.get("secret")).isEqualTo("s:dog");
    Entity changed = secrets().update(made.key(), Values.of("text", "x"));
    assertThat(changed.get("secret")).isEqualTo("s:dog");
  }

  @Test
  @Rule("PROCESS-15")
  protected final void transformation_withoutWhatItNeeds_isASchemaViolation() {
    assertThat(
            refused(
                    DaoException.SchemaViolation.class,
                    () -> secrets().insert(Values.of("secret", "dog")))
                .message())
        .isEqualTo("schema violation (all or none of these fields must be set: 'secret', 'salt')");
  }

  @Test
  @Rule("PROCESS-16")
  protected final void requiredField_storedAsNull_isReadWithItsDefault() {
    Schema.Builder early =
        Schema.named("tck_evolving")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("other", Fields.string());
    Schema old = early.field("mode", Fields.string()).build();
    Schema now =
        Schema.named("tck_evolving")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("other", Fields.string())
            .field("mode", Fields.string().required().defaultTo("open"))
            .build();
    Db before = registry().schemas(old).open();
    before.createTables();
    Key key = before.dao("tck_evolving").insert(Values.none()).key();
    Entity read = registry().schemas(now).open().dao("tck_evolving").require(key);
    assertThat(read.get("mode")).isEqualTo("open");
    assertThat(read.get("other")).isNull();
  }

  @Test
  @Rule("PROCESS-17")
  protected final void etag_isOfTheValues() {
    Entity owner = owner();
    assertThat(owners().require(owner.key()).etag()).isEqualTo(owner.etag());
    Entity changed = owners().update(owner.key(), Values.of("text", "x"));
    assertThat(changed.etag()).isNotEqualTo(owner.etag());
    assertThat(
            owners()
                .update(owner.key(), Values.of("text", "y"), WriteOptions.ifMatch(changed.etag()))
                .get("text"))
        .isEqualTo("y");
  }

  @Test
  @Rule("PROCESS-18")
  protected final void record_partlyGiven_isStoredWithTheRestNull() {
    Entity owner =
        owners().insert(Values.of("name", unique("p")).and("place", Map.of("floor", 1L)));
    assertThat(owners().require(owner.key()).toJson())
        .contains("\"place\":{\"street\":null,\"floor\":1}");
  }
}
