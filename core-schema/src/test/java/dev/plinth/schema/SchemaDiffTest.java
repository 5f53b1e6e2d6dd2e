/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plinth.schema.SchemaDiff.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
  private static Schema schema(String text) {
    return Schema.parse("name: e\n" + text, Functions.none().withStandIns());
  }

  private static Schema withFields(String fields) {
    return schema("primary_key: [id]\nfields:\n  - id: {typedef: uuid}\n" + fields);
  }

  private static List<String> said(SchemaDiff diff) {
    return diff.changes().stream().map(one -> one.impact() + " " + one).toList();
  }

  /** Compares two versions of a field f. */
  private static List<String> field(String before, String after) {
    return said(SchemaDiff.between(withFields("  - f: " + before), withFields("  - f: " + after)));
  }

  private static List<String> lines(String before, String after) {
    String fields =
        "primary_key: [id]\nfields:\n  - id: {typedef: uuid}\n  - a: {type: string}\n  - b: {type: string}\n";
    return said(SchemaDiff.between(schema(fields + before), schema(fields + after)));
  }

  @Test
  void entity_newOrGone() {
    Schema one = withFields("");
    SchemaDiff added = SchemaDiff.between(List.of(), List.of(one));
    assertThat(said(added)).containsExactly("COMPATIBLE e: the entity is new");
    assertThat(added.level()).isEqualTo(Level.MINOR);
    SchemaDiff removed = SchemaDiff.between(List.of(one), List.of());
    assertThat(said(removed)).containsExactly("BREAKS_BOTH e: the entity is gone");
    assertThat(removed.level()).isEqualTo(Level.MAJOR);
  }

  @Test
  void nothing_differs_isAPatch() {
    SchemaDiff diff = SchemaDiff.between(withFields(""), withFields(""));
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.level()).isEqualTo(Level.PATCH);
  }

  @Test
  void field_newOrGone() {
    Schema none = withFields("");
    assertThat(said(SchemaDiff.between(none, withFields("  - f: {type: string}"))))
        .containsExactly("COMPATIBLE e.f: the field is new");
    assertThat(said(SchemaDiff.between(none, withFields("  - f: {type: string, required: true}"))))
        .containsExactly("BREAKS_WRITERS e.f: the field is new, and has to be sent");
    assertThat(
            said(
                SchemaDiff.between(
                    none, withFields("  - f: {type: string, required: true, default: x}"))))
        .containsExactly("COMPATIBLE e.f: the field is new");
    assertThat(
            said(
                SchemaDiff.between(
                    none, withFields("  - f: {type: string, required: true, auto: true}"))))
        .containsExactly("COMPATIBLE e.f: the field is new");
    assertThat(
            said(
                SchemaDiff.between(
                    none,
                    withFields(
                        "  - f: {type: record, fields: [{g: {type: string, required: true}}]}"))))
        .containsExactly("BREAKS_WRITERS e.f: the field is new, and has to be sent");
    assertThat(said(SchemaDiff.between(withFields("  - f: {type: string}"), none)))
        .containsExactly("BREAKS_BOTH e.f: the field is gone");
  }

  @Test
  void field_ofAnotherType() {
    assertThat(field("{type: string}", "{type: integer}"))
        .containsExactly("BREAKS_BOTH e.f: the type is integer, was string");
    assertThat(field("{type: string}", "{type: string, uuid: true}"))
        .containsExactly("BREAKS_BOTH e.f: the type is uuid, was string");
    assertThat(field("{type: integer, timestamp: true}", "{type: number, timestamp: true}"))
        .containsExactly("BREAKS_BOTH e.f: the type is number timestamp, was integer timestamp");
    assertThat(field("{type: foreign, reference: a}", "{type: foreign, reference: b}"))
        .containsExactly("BREAKS_BOTH e.f: the type is a reference to b, was a reference to a");
    assertThat(
            field(
                "{type: set, elements: {type: string}}", "{type: set, elements: {type: integer}}"))
        .containsExactly("BREAKS_BOTH e.f.elements: the type is integer, was string");
  }

  @Test
  void field_requiredOrNot() {
    assertThat(field("{type: string}", "{type: string, required: true}"))
        .containsExactly("BREAKS_WRITERS e.f: is required and has to be sent");
    assertThat(field("{type: string, default: x}", "{type: string, default: x, required: true}"))
        .containsExactly("BREAKS_WRITERS e.f: is required, not null");
    assertThat(field("{type: string, required: true}", "{type: string}"))
        .containsExactly("BREAKS_READERS e.f: may be null");
    assertThat(
            field("{type: string, required: true, default: x}", "{type: string, required: true}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be sent, as it has no default any more");
  }

  @Test
  void field_default() {
    assertThat(field("{type: string}", "{type: string, default: x}"))
        .containsExactly("COMPATIBLE e.f: the default is x, was none");
    assertThat(field("{type: integer, default: 1}", "{type: integer, default: 2}"))
        .containsExactly("COMPATIBLE e.f: the default is 2, was 1");
    assertThat(field("{type: string}", "{type: string, auto: true}"))
        .containsExactly("COMPATIBLE e.f: is made where it is not sent");
    assertThat(field("{type: string, auto: true}", "{type: string}"))
        .containsExactly("COMPATIBLE e.f: is no more made where it is not sent");
  }

  @Test
  void field_flags() {
    assertThat(field("{type: string}", "{type: string, unique: true}"))
        .containsExactly("BREAKS_WRITERS e.f: is unique");
    assertThat(field("{type: string, unique: true}", "{type: string}"))
        .containsExactly("BREAKS_READERS e.f: is no more unique");
    assertThat(
            field(
                "{type: string, unique: true}",
                "{type: string, unique: true, unique_across_ws: true}"))
        .containsExactly("BREAKS_WRITERS e.f: is unique across workspaces");
    assertThat(field("{type: string}", "{type: string, immutable: true}"))
        .containsExactly("BREAKS_WRITERS e.f: is fixed once it is set");
    assertThat(field("{type: string, immutable: true}", "{type: string}"))
        .containsExactly("COMPATIBLE e.f: is no more fixed once it is set");
    assertThat(field("{type: string, index: true}", "{type: string}"))
        .containsExactly("BREAKS_READERS e.f: is no more one to look up by");
    assertThat(field("{type: string, referenceable: true}", "{type: string}"))
        .containsExactly("BREAKS_WRITERS e.f: is no more allowed to be a reference to a secret");
    assertThat(field("{type: string}", "{type: string, encrypted: true}"))
        .containsExactly("COMPATIBLE e.f: encrypted is true, was none");
  }

  @Test
  void field_onDelete() {
    String foreign = "{type: foreign, reference: a, on_delete: ";
    assertThat(field("{type: foreign, reference: a}", foreign + "cascade}"))
        .containsExactly("COMPATIBLE e.f: on delete is cascade, was restrict");
    assertThat(field(foreign + "cascade}", foreign + "restrict}"))
        .containsExactly("BREAKS_WRITERS e.f: on delete is restrict, was cascade");
    assertThat(field(foreign + "cascade}", foreign + "'null'}"))
        .containsExactly("BREAKS_READERS e.f: on delete is null, was cascade");
  }

  @Test
  void field_texts() {
    assertThat(field("{type: string}", "{type: string, description: A name.}"))
        .containsExactly("WORDING e.f: the description differs");
    assertThat(field("{type: string, err: a}", "{type: string, err: b}"))
        .containsExactly("WORDING e.f: the message differs");
    assertThat(
            SchemaDiff.between(
                    withFields("  - f: {type: string, err: a}"),
                    withFields("  - f: {type: string, err: b}"))
                .level())
        .isEqualTo(Level.PATCH);
  }

  @Test
  void rule_values() {
    assertThat(field("{type: string, one_of: [a, b]}", "{type: string, one_of: [a, c]}"))
        .containsExactly(
            "BREAKS_WRITERS e.f: may not be b any more", "BREAKS_READERS e.f: may be c as well");
    assertThat(field("{type: string}", "{type: string, one_of: [a]}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be one of a");
    assertThat(field("{type: string, one_of: [a]}", "{type: string}"))
        .containsExactly("BREAKS_READERS e.f: may be other than one of a");
    assertThat(field("{type: string, eq: a}", "{type: string}"))
        .containsExactly("BREAKS_READERS e.f: may be other than a");
    assertThat(field("{type: string}", "{type: string, eq: a}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be a", "BREAKS_WRITERS e.f: has to be sent");
    assertThat(field("{type: string, eq: a}", "{type: string, eq: b}"))
        .containsExactly("BREAKS_BOTH e.f: has to be b, was a");
    assertThat(field("{type: string, not_one_of: [a]}", "{type: string, not_one_of: [b]}"))
        .containsExactly(
            "BREAKS_WRITERS e.f: not_one_of has b as well",
            "COMPATIBLE e.f: not_one_of has a no more");
    assertThat(field("{type: string, ne: a}", "{type: string}"))
        .containsExactly("COMPATIBLE e.f: ne is gone: a");
    assertThat(field("{type: string}", "{type: string, ne: null}"))
        .containsExactly(
            "BREAKS_WRITERS e.f: ne is new: null", "BREAKS_WRITERS e.f: has to be sent");
  }

  @Test
  void rule_numbers() {
    assertThat(field("{type: integer, between: [0, 9]}", "{type: integer, between: [1, 20]}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be between 1, 20, was 0, 9");
    assertThat(field("{type: integer, between: [0, 9]}", "{type: integer, between: [0, 10]}"))
        .containsExactly("COMPATIBLE e.f: has to be between 0, 10, was 0, 9");
    assertThat(field("{type: integer}", "{type: integer, between: [0, 10]}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be between 0, 10");
    assertThat(field("{type: integer, between: [0, 10]}", "{type: integer}"))
        .containsExactly("COMPATIBLE e.f: need not be between 0, 10");
    assertThat(field("{type: number, gt: 1}", "{type: number, gt: 0}"))
        .containsExactly("COMPATIBLE e.f: has to be greater than 0, was 1");
    assertThat(field("{type: number}", "{type: number, gt: 0}"))
        .containsExactly("BREAKS_WRITERS e.f: has to be greater than 0");
    assertThat(field("{type: number, gt: 0}", "{type: number}"))
        .containsExactly("COMPATIBLE e.f: need not be greater than 0");
  }

  @Test
  void rule_lengths() {
    assertThat(field("{type: string}", "{type: string, len_min: 0}"))
        .containsExactly("COMPATIBLE e.f: the length is 0 or more, was 1 or more");
    assertThat(field("{type: string, len_max: 9}", "{type: string, len_max: 8}"))
        .containsExactly("BREAKS_WRITERS e.f: the length is 1 to 8, was 1 to 9");
    assertThat(
            field(
                "{type: set, elements: {type: string}, len_eq: 2}",
                "{type: set, elements: {type: string}}"))
        .containsExactly("COMPATIBLE e.f: the length is 0 or more, was 2");
  }

  @Test
  void rule_patternsAndFunctions() {
    assertThat(field("{type: string}", "{type: string, match: a}"))
        .containsExactly("BREAKS_WRITERS e.f: match is new: a");
    assertThat(field("{type: string, match: a}", "{type: string, match: b}"))
        .containsExactly("BREAKS_WRITERS e.f: match is b, was a");
    assertThat(
            field(
                "{type: string, match_none: [{pattern: a, err: x}]}",
                "{type: string, match_none: [{pattern: a, err: y}]}"))
        .containsExactly("WORDING e.f: the message of match_none differs");
    assertThat(
            field(
                "{type: string, match_none: [{pattern: a}]}",
                "{type: string, match_none: [{pattern: b}]}"))
        .containsExactly(
            "BREAKS_WRITERS e.f: match_none has b as well",
            "COMPATIBLE e.f: match_none has a no more");
    assertThat(
            field(
                "{type: string, match_any: {patterns: [a]}}",
                "{type: string, match_any: {patterns: [a, b]}}"))
        .containsExactly("COMPATIBLE e.f: match_any has b as well");
    assertThat(field("{type: string}", "{type: string, match_any: {patterns: [a]}}"))
        .containsExactly("BREAKS_WRITERS e.f: match_any is new: a");
    assertThat(
            field("{type: string, custom_validator: one}", "{type: string, custom_validator: two}"))
        .containsExactly("BREAKS_WRITERS e.f: custom_validator is two, was one");
    assertThat(
            field("{type: string, custom_validator: one}", "{type: string, custom_validator: one}"))
        .isEmpty();
    assertThat(field("{typedef: host}", "{typedef: host}")).isEmpty();
  }

  @Test
  void nested_fieldsAndElements_areComparedLikeOthers() {
    assertThat(
            field(
                "{type: record, fields: [{g: {type: string}}]}",
                "{type: record, fields: [{g: {type: string, required: true}}, {h: {type: json}}]}"))
        .containsExactly(
            "BREAKS_WRITERS e.f.g: is required and has to be sent",
            "COMPATIBLE e.f.h: the field is new",
            "BREAKS_WRITERS e.f: has to be sent");
    assertThat(
            field(
                "{type: map, keys: {type: string}, values: {type: string, one_of: [a]}}",
                "{type: map, keys: {type: string, len_max: 3}, values: {type: string, one_of: [a, b]}}"))
        .containsExactly(
            "BREAKS_WRITERS e.f.keys: the length is 1 to 3, was 1 or more",
            "BREAKS_READERS e.f.values: may be b as well");
    assertThat(
            field(
                "{type: set, elements: {type: string}}",
                "{type: set, elements: {type: string, required: true}}"))
        .isEmpty();
  }

  @Test
  void check_newGoneOrReworded() {
    String check = "entity_checks:\n  - mutually_required: [a, b]\n";
    assertThat(lines("", check))
        .containsExactly("BREAKS_WRITERS e: new check: mutually_required of a, b");
    assertThat(lines(check, ""))
        .containsExactly("COMPATIBLE e: check that is gone: mutually_required of a, b");
    String conditional =
        "entity_checks:\n  - conditional: {if_field: a, if_match: {eq: x}, then_field: b, then_match: {eq: y}, then_err: ";
    assertThat(lines(conditional + "one}", conditional + "two}"))
        .containsExactly("WORDING e: the message of a check differs");
    assertThat(
            lines(
                "entity_checks: [{at_least_one_of: [a]}, {distinct: [a, b]}]",
                "entity_checks: [{distinct: [a, b]}, {at_least_one_of: [a]}]"))
        .isEmpty();
    assertThat(lines("", "check: whole\n")).containsExactly("BREAKS_WRITERS e: check is new");
    assertThat(lines("check: whole\n", "")).containsExactly("COMPATIBLE e: check is gone");
    assertThat(lines("check: whole\n", "check: other\n"))
        .containsExactly("BREAKS_WRITERS e: check is another function");
  }

  @Test
  void shorthand_breaksWritersAlone() {
    String shorthand = "shorthand_fields:\n  - s: {type: string, func: split, one_of: [x]}\n";
    assertThat(lines("", shorthand)).containsExactly("COMPATIBLE e.s: the shorthand is new");
    assertThat(lines(shorthand, "")).containsExactly("BREAKS_WRITERS e.s: the shorthand is gone");
    assertThat(lines(shorthand, shorthand.replace("[x]", "[x, y]")))
        .containsExactly("COMPATIBLE e.s: may be y as well");
    assertThat(lines(shorthand, shorthand.replace("split", "cut")))
        .containsExactly("BREAKS_WRITERS e.s: func is another function");
    assertThat(lines(shorthand, shorthand.replace("string", "integer").replace("[x]", "[1]")))
        .containsExactly("BREAKS_WRITERS e.s: the type is integer, was string");
  }

  @Test
  void property_ofTheEntity() {
    assertThat(lines("", "ttl: true\n")).containsExactly("COMPATIBLE e.ttl: is new");
    assertThat(lines("ttl: true\n", "")).containsExactly("BREAKS_BOTH e.ttl: is gone");
    assertThat(lines("", "workspaceable: true\n"))
        .containsExactly("COMPATIBLE e.workspaceable: is new");
    assertThat(lines("", "endpoint_key: a\n"))
        .containsExactly("COMPATIBLE e.endpoint_key: is a, was none");
    assertThat(lines("endpoint_key: a\n", "endpoint_key: b\n"))
        .containsExactly("BREAKS_BOTH e.endpoint_key: is b, was a");
    assertThat(lines("", "cache_key: [a, b]\n"))
        .containsExactly("BREAKS_WRITERS e.cache_key: is a, b, was none");
    assertThat(lines("cache_key: [a, b]\n", ""))
        .containsExactly("BREAKS_READERS e.cache_key: is none, was a, b");
    assertThat(lines("cache_key: [a, b]\n", "cache_key: [b, a]\n"))
        .containsExactly("BREAKS_BOTH e.cache_key: is b, a, was a, b");
    assertThat(lines("", "admin_api_name: es\n"))
        .containsExactly("BREAKS_BOTH e.admin_api_name: is es, was none");
    assertThat(lines("", "generate_admin_api: false\n"))
        .containsExactly("BREAKS_BOTH e.generate_admin_api: the Admin API serves it no more");
    assertThat(lines("generate_admin_api: false\n", ""))
        .containsExactly("COMPATIBLE e.generate_admin_api: the Admin API serves the entity now");
    assertThat(lines("", "table_name: es\n"))
        .containsExactly("COMPATIBLE e.table_name: is es, was none");
  }

  @Test
  void subschema_newGoneOrOther() {
    String one =
        "subschema_key: a\nsubschemas:\n  - x: {name: x, fields: [{b: {type: string, len_min: 2}}]}\n";
    String two = one + "  - y: {name: y, fields: []}\n";
    assertThat(lines(one, two))
        .containsExactly(
            "BREAKS_READERS e.subschemas.y: the subschema is new, and what selects it may be read");
    assertThat(lines(two, one))
        .containsExactly(
            "BREAKS_WRITERS e.subschemas.y: the subschema is gone, and what selects it is refused");
    assertThat(lines(one, one.replace("{b: {type: string, len_min: 2}}", "")))
        .containsExactly("COMPATIBLE e.subschemas.x.b: the length is 1 or more, was 2 or more");
    assertThat(lines(one, one.replace("]}\n", "], entity_checks: [{at_least_one_of: [b]}]}\n")))
        .containsExactly("BREAKS_WRITERS e.subschemas.x: new check: at_least_one_of of b");
  }

  @Test
  void transformation_other_breaksBoth() {
    Schema plain = Schema.named("e").primaryKey("id").field("id", Typedefs.id()).build();
    Schema transformed =
        Schema.named("e")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .transformation(Transformation.onRead(values -> Values.none()))
            .build();
    assertThat(said(SchemaDiff.between(plain, transformed)))
        .containsExactly(
            "BREAKS_BOTH e.transformations: transformations differ, of which nothing is known");
  }

  @Test
  void between_twoOfOneName_isRefused() {
    Schema one = withFields("");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaDiff.between(List.of(one, one), List.of()))
        .withMessage("two schemas are named 'e'");
  }

  @Test
  void impact_saysWhomAndHowMuch() {
    assertThat(SchemaChange.Impact.BREAKS_BOTH.breaksReaders()).isTrue();
    assertThat(SchemaChange.Impact.BREAKS_BOTH.breaksWriters()).isTrue();
    assertThat(SchemaChange.Impact.BREAKS_READERS.breaksWriters()).isFalse();
    assertThat(SchemaChange.Impact.BREAKS_WRITERS.breaksReaders()).isFalse();
    assertThat(SchemaChange.Impact.COMPATIBLE.level()).isEqualTo(Level.MINOR);
  }
}
