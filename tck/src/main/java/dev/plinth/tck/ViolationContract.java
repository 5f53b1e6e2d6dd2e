/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of values that do not fit the schema. */
public abstract non-sealed class ViolationContract extends Contract {
  /** For authors to extend. */
  protected ViolationContract() {}

  private DaoException.SchemaViolation violation(Values values) {
    return refused(
        DaoException.SchemaViolation.class, () -> dao(KitSchemas.POLICIES).insert(values));
  }

  private static Values policy() {
    return Values.of("name", "p").and("hosts", List.of("h"));
  }

  @Test
  @Rule("VIOLATION-01")
  protected final void violation_oneProblem_isOneSentence() {
    DaoException.SchemaViolation refusal = violation(policy().without("name"));
    assertThat(refusal.message()).isEqualTo("schema violation (name: required field missing)");
    assertThat(refusal.fields()).isEqualTo(Map.of("name", "required field missing"));
    assertThat(refusal.code()).isEqualTo(ErrorCode.SCHEMA_VIOLATION);
  }

  @Test
  @Rule("VIOLATION-02")
  protected final void violation_severalProblems_areAllToldSortedByField() {
    assertThat(violation(policy().and("name", 5L).and("limit", "x").and("mode", "y")).message())
        .isEqualTo(
            "3 schema violations (limit: expected an integer; mode: expected one of: open, strict; name: expected a string)");
  }

  @Test
  @Rule("VIOLATION-03")
  protected final void violation_inARecord_hasItsPath() {
    DaoException.SchemaViolation refusal =
        violation(policy().and("place", Values.of("floor", "x")));
    assertThat(refusal.message())
        .isEqualTo(
            "2 schema violations (place.floor: expected an integer; place.street: required field missing)");
    assertThat(refusal.violations().at("place.floor")).hasSize(1);
  }

  @Test
  @Rule("VIOLATION-04")
  protected final void violation_inAList_hasItsPlaceFromOne() {
    DaoException.SchemaViolation refusal = violation(policy().and("hosts", List.of("h", 123L)));
    assertThat(refusal.message()).isEqualTo("schema violation (hosts.2: expected a string)");
    assertThat(refusal.fields())
        .isEqualTo(Map.of("hosts", Arrays.asList(null, "expected a string")));
  }

  @Test
  @Rule("VIOLATION-05")
  protected final void violation_ofTheWholeEntity_isUnderEntity() {
    String message = "at least one of these fields must be non-empty: 'hosts', 'paths'";
    DaoException.SchemaViolation refusal = violation(Values.of("name", "p"));
    assertThat(refusal.message()).isEqualTo("schema violation (" + message + ")");
    assertThat(refusal.fields()).isEqualTo(Map.of("@entity", List.of(message)));
  }

  @Test
  @Rule("VIOLATION-06")
  protected final void violation_ofACondition_namesItsField() {
    assertThat(violation(policy().and("mode", "strict")).message())
        .isEqualTo(
            "2 schema violations (failed conditional validation given value of field 'mode'; limit: required field missing)");
  }

  @Test
  @Rule("VIOLATION-07")
  protected final void violation_ofAFieldThatIsNot_saysSo() {
    assertThat(violation(policy().and("colour", 1L)).message())
        .isEqualTo("schema violation (colour: unknown field)");
  }

  @Test
  @Rule("VIOLATION-08")
  protected final void violation_ofARange_saysTheRange() {
    assertThat(violation(policy().and("limit", 101L)).message())
        .isEqualTo("schema violation (limit: value should be between 1 and 100)");
  }

  @Test
  @Rule("VIOLATION-09")
  protected final void violation_ofAReferenceWithoutItsKey_namesTheKey() {
    DaoException.SchemaViolation refusal =
        refused(
            DaoException.SchemaViolation.class,
            () -> things().insert(Values.of("owner", Map.of("text", "x"))));
    assertThat(refusal.message()).isEqualTo("schema violation (owner.id: missing primary key)");
    assertThat(refusal.fields()).isEqualTo(Map.of("owner", Map.of("id", "missing primary key")));
  }

  @Test
  @Rule("VIOLATION-10")
  protected final void violation_ofAnUpdate_isThatOfTheWholeEntity() {
    Entity policy = dao(KitSchemas.POLICIES).insert(policy());
    assertThat(
            refused(
                    DaoException.SchemaViolation.class,
                    () -> dao(KitSchemas.POLICIES).update(policy.key(), Values.of("hosts", null)))
                .message())
        .isEqualTo(
            "schema violation (when updating, at least one of these fields must be non-empty: 'hosts', 'paths')");
  }

  @Test
  @Rule("VIOLATION-11")
  protected final void immutable_changed_isASchemaViolation() {
    Entity policy = dao(KitSchemas.POLICIES).insert(policy().and("serial", 1L));
    assertThat(
            refused(
                    DaoException.SchemaViolation.class,
                    () -> dao(KitSchemas.POLICIES).update(policy.key(), Values.of("serial", 2L)))
                .message())
        .isEqualTo("schema violation (serial: immutable field cannot be updated)");
  }
}
