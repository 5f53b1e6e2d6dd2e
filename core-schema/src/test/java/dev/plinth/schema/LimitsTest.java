/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too large is refused with the limit, before anything is made of it. */
class LimitsTest {
  private static final EntityType TYPE =
      SchemaSet.of(
              Schema.parse(
                  """
                  name: things
                  primary_key: [id]
                  fields:
                    - id: {type: integer, required: true}
                    - json: {type: json}
                    - set: {type: set, elements: {type: json}}
                    - text: {type: string}
                    - name: {type: string, one_of: [a, b]}
                    - lists: {type: array, elements: {type: array, elements: {type: integer}}}
                    - map: {type: map, keys: {type: string}, values: {type: integer}}
                    - references: {type: array, elements: {type: foreign, reference: others}}
                    - record: {type: record, fields: [x: {type: string}]}
                  """),
              Schema.named("others").primaryKey("id").field("id", Typedefs.id()).build())
          .type("things");

  private static Violations refused(String field, Object value) {
    return TYPE.insert(Values.of("id", 1).and(field, value)).violations();
  }

  private static List<Object> nested(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = 1; i < depth; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  @Test
  void json_thatHoldsItself_isRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    list.add(list);
    Map<String, Object> map = new HashMap<>();
    map.put("a", map);
    map.put("b", Values.of(map));
    String tooDeep = "must be nested at most 64 levels deep, not more";
    assertThat(refused("json", list)).hasToString("schema violation (json: " + tooDeep + ")");
    assertThat(refused("json", map).at("json").get(0).message()).isEqualTo(tooDeep);
    assertThat(refused("set", List.of(list, list)).at("set.1").get(0).message()).isEqualTo(tooDeep);
    assertThat(refused("references", List.of(map)).at("references.1").get(0).rule())
        .isEqualTo("limit");
    Entity stored = TYPE.insert(Values.of("id", 1).and("json", List.of())).entity();
    assertThat(TYPE.update(stored, Values.of("json", list)).isAccepted()).isFalse();
    assertThat(TYPE.checkValue("json", list)).isNotEmpty();
  }

  @Test
  void json_asDeepAsAllowed_isReadAsWritten() {
    Entity entity = TYPE.insert(Values.of("id", 1).and("json", nested(64))).entity();
    assertThat(TYPE.readJson(entity.toJson().getBytes(StandardCharsets.UTF_8))).isEqualTo(entity);
    assertThat(refused("json", nested(65)).at("json")).hasSize(1);
  }

  @Test
  void json_ofTooManyValues_isRefused() {
    List<Object> wide = Collections.nCopies(10, Collections.nCopies(10_001, 1L));
    assertThat(refused("json", wide))
        .hasToString("schema violation (json: must have at most 100000 values in all, not more)");
  }

  @Test
  void text_tooLong_isRefused() {
    String text = "a".repeat(16_000_001);
    String tooLong = "must have at most 16000000 characters, not 16000001";
    assertThat(refused("text", text).at("text").get(0).message()).isEqualTo(tooLong);
    assertThat(refused("json", List.of(text)).at("json").get(0).message()).isEqualTo(tooLong);
    assertThat(TYPE.insert(Values.of("id", 1).and("text", text.substring(1))).isAccepted())
        .isTrue();
  }

  @Test
  void collection_ofTooManyElements_isRefused() {
    List<Long> many = Collections.nCopies(100_001, 1L);
    assertThat(refused("lists", List.of(many)).at("lists.1").get(0).message())
        .isEqualTo("must have at most 100000 elements, not 100001");
    Map<String, Object> map = new LinkedHashMap<>();
    many.forEach(one -> map.put("k" + map.size(), one));
    assertThat(refused("map", map).at("map").get(0).rule()).isEqualTo("limit");
    assertThat(refused("map", Map.of("k".repeat(2_001), 1)).at("map").get(0).message())
        .isEqualTo("must have at most 2000 characters in a name, not 2001");
  }

  @Test
  void collections_ofTooManyElementsInAll_areRefused() {
    List<Object> shared = Collections.nCopies(100_000, Collections.nCopies(100_000, 1L));
    assertThat(refused("lists", shared).at("lists").get(0).message())
        .isEqualTo("must have at most 1000000 elements in all collections, not more");
  }

  @Test
  void unknownFields_tooMany_areOneProblem() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < 1_001; i++) {
      fields.put("f" + i, i);
    }
    String tooMany = "must have at most 1000 unknown fields, not 1001";
    assertThat(refused("record", fields).at("record.@entity").get(0).message()).isEqualTo(tooMany);
    fields.put("id", 1);
    assertThat(TYPE.insert(Values.of(fields)).violations()).hasSize(1);
  }
}
