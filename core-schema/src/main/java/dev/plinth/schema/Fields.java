/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the declarations of fields; meant for static import. */
public final class Fields {
  private Fields() {}

  /** Declares a text. */
  public static StringField string() {
    return new StringField(FieldData.typed("string"));
  }

  /** Declares a UUID. */
  public static UuidField uuid() {
    Map<String, @Nullable Object> attributes = FieldData.typed("string");
    attributes.put("uuid", true);
    return new UuidField(attributes);
  }

  /** Declares a 64-bit integer. */
  public static IntegerField integer() {
    return new IntegerField(FieldData.typed("integer"));
  }

  /** Declares a double. */
  public static NumberField number() {
    return new NumberField(FieldData.typed("number"));
  }

  /** Declares a truth value. */
  public static BooleanField bool() {
    return new BooleanField(FieldData.typed("boolean"));
  }

  /** Declares a moment, to the second. */
  public static TimestampField timestamp() {
    Map<String, @Nullable Object> attributes = FieldData.typed("integer");
    attributes.put("timestamp", true);
    return new TimestampField(attributes);
  }

  /** Declares a list. */
  public static <E> ListField<E> listOf(Field<E> element) {
    return new ListField<>(FieldData.typed("array", "elements", element));
  }

  /** Declares a set. */
  public static <E> SetField<E> setOf(Field<E> element) {
    return new SetField<>(FieldData.typed("set", "elements", element));
  }

  /** Declares a map of texts to values. */
  public static <V> MapField<V> mapOf(Field<V> value) {
    return new MapField<V>(FieldData.typed("map", "values", value)).keys(string());
  }

  /** Declares a record, without fields so far. */
  public static RecordField record() {
    return new RecordField(FieldData.typed("record"));
  }

  /** Declares a reference to an entity of the schema named. */
  public static ForeignField foreign(String schema) {
    Map<String, @Nullable Object> attributes = FieldData.typed("foreign");
    attributes.put("reference", schema);
    return new ForeignField(attributes);
  }

  /** Declares any JSON value. */
  public static JsonField json() {
    return new JsonField(FieldData.typed("json"));
  }
}
