/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityTypeTest {
  private static final String OWNER = "9f4b1b0e-3c7a-4d2e-8f61-0a1b2c3d4e5f";
  private static final List<String> NAMES =
      List.of("id", "name", "size", "ratio", "on", "at", "list", "set", "map", "nested", "owner");
  private static final EntityType TYPE =
      SchemaSet.of(
              Schema.named("owners").primaryKey("id").field("id", Typedefs.id()).build(),
              Schema.named("things")
                  .primaryKey("id")
                  .field("id", Typedefs.id())
                  .field("name", Fields.string().required())
                  .field("size", Fields.integer().defaultTo(5L))
                  .field("ratio", Fields.number())
                  .field("on", Fields.bool())
                  .field("at", Fields.timestamp())
                  .field("list", Fields.listOf(Fields.string()))
                  .field("set", Fields.setOf(Fields.integer()))
                  .field("map", Fields.mapOf(Fields.number()))
                  .field("nested", Fields.record().field("x", Fields.integer()))
                  .field("owner", Fields.foreign("owners"))
                  .check(Check.atLeastOneOf("size", "ratio"))
                  .build())
          .type("things");

  @Test
  void insert_timeOrderedId_beginsWithTheTime() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(0x0123456789ABL), ZoneOffset.UTC);
    EntityType type =
        SchemaSet.of(
                Schema.named("events")
                    .primaryKey("id")
                    .field("id", Fields.uuid().timeOrdered())
                    .build())
            .withClock(clock)
            .type("events");
    UUID id = type.insert(Values.none()).entity().id();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(0x0123456789ABL);
    assertThat(type.insert(Values.none()).entity().id()).isNotEqualTo(id);
  }

  @Test
  void insert_wireForms_becomeJavaTypes() {
    Entity entity =
        TYPE.insert(
                Values.of("name", "a")
                    .and("size", 7)
                    .and("at", 1_700_000_000L)
                    .and("set", List.of(2, 1, 2.0))
                    .and("nested", Map.of("x", 1))
                    .and("owner", Map.of("id", OWNER)))
            .entity();
    assertThat(entity.get("size")).isEqualTo(7L);
    assertThat(entity.get("at")).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
    assertThat((Iterable<?>) entity.get("set")).hasToString("[2, 1]");
    assertThat(entity.require(Attribute.of("nested", Struct.class)).get("x")).isEqualTo(1L);
    assertThat(entity.get("owner")).isEqualTo(Key.of(UUID.fromString(OWNER)));
  }

  @Test
  void insert_severalProblems_areAllNamed() {
    Violations wrong =
        TYPE.insert(
                Values.of("size", "x").and("list", List.of("a", 1)).and("zzz", null).and("at", 0))
            .violations();
    assertThat(wrong.toTree()).containsOnlyKeys("name", "size", "list", "zzz", "at");
    assertThat(wrong.toString())
        .startsWith("5 schema violations (at: expected a valid timestamp; list.2: expected a str");
  }

  @Test
  void insert_absentAndNull_differ() {
    assertThat(TYPE.insert(Values.of("name", "a")).entity().get("size")).isEqualTo(5L);
    Values noSize = Values.of("name", "a").and("size", null);
    assertThat(TYPE.insert(noSize.and("ratio", 1)).entity().get("size")).isNull();
    assertThat(TYPE.insert(noSize).violations().toTree()).containsOnlyKeys("@entity");
  }

  @Test
  void update_record_isMergedFieldByField() {
    Entity stored =
        TYPE.insert(Values.of("name", "a").and("nested", Map.of("x", 1)).and("ratio", 2)).entity();
    Entity changed = TYPE.update(stored, Values.of("nested", Map.of())).entity();
    assertThat(changed.get("nested")).isEqualTo(stored.get("nested"));
    assertThat(changed.get("ratio")).isEqualTo(2.0);
  }

  @Test
  void update_otherPrimaryKey_isRefused() {
    Entity stored = TYPE.insert(Values.of("name", "a")).entity();
    assertThat(TYPE.update(stored, Values.of("id", OWNER)).violations().toTree())
        .containsOnlyKeys("id");
  }

  @Test
  void insert_anything_isAnsweredAndAcceptedAgainAsItWasAccepted() {
    Random random = new Random(42);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      Values values = Values.of(fields(random));
      Verdict verdict = TYPE.insert(values);
      if (verdict.isAccepted()) {
        accepted++;
        Entity entity = verdict.entity();
        assertThat(TYPE.insert(entity.toValues()).entity()).isEqualTo(entity);
        assertThat(TYPE.insert(Values.parseJson(entity.toJson())).entity()).isEqualTo(entity);
      } else {
        assertThat(verdict.violations().toString()).contains("schema violation");
      }
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void insert_byManyThreads_answersEachItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String name = i % 3 == 0 ? "" : "n" + i;
        answers.add(
            threads.submit(
                () -> {
                  Verdict verdict = TYPE.insert(Values.of("name", name));
                  return name.isEmpty()
                      ? !verdict.isAccepted()
                      : name.equals(verdict.entity().get("name"));
                }));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<String, @Nullable Object> fields(Random random) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", random.nextInt(8) == 0 ? value(random, 2) : "n" + random.nextInt());
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.put(NAMES.get(random.nextInt(NAMES.size())), value(random, 2));
    }
    return fields;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt(10);
      case 3 -> random.nextLong();
      case 4 -> random.nextInt(1000) / 8.0;
      case 5 -> List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, -0.0).get(random.nextInt(4));
      case 6 -> List.of("", "a", "\u00e9\ud83d\ude00", "\0", "{vault://x}").get(random.nextInt(5));
      case 7 -> OWNER;
      case 8 -> Instant.ofEpochSecond(random.nextInt());
      case 9 -> list(random, depth);
      case 10 -> Map.of("id", OWNER);
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(random.nextBoolean() ? "x" : "y", value(random, depth - 1));
        yield map;
      }
    };
  }

  private static List<@Nullable Object> list(Random random, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }
}
