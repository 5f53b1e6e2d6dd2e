/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a set of fields with the rules over them: of an entity, or of a record
 * within one. Immutable and safe for use by many threads.
 */
final class RecordSchema {
  static final Problem UNKNOWN = new Problem("unknown field", "unknown");
  private static final Problem IMMUTABLE =
      new Problem("immutable field cannot be updated", "immutable");
  private static final Problem MISSING_KEY = new Problem("missing primary key", "primary_key");
  private static final Problem NO_KEY = new Problem("not a primary key", "primary_key");

  private final Layout layout;
  private final FieldNode[] fields;
  private final Rest rest;

  /** What a record may have besides fields. */
  record Rest(
      Attributes declared,
      List<ShorthandNode> shorthands,
      List<CheckNode> checks,
      List<TransformationNode> transformations,
      @Nullable Subschemas subschemas,
      Check.@Nullable Rule selfCheck,
      List<String> primaryKey,
      boolean ttl) {}

  RecordSchema(Layout layout, List<FieldNode> fields, Rest rest) {
    this.layout = layout;
    this.fields = fields.toArray(new FieldNode[0]);
    this.rest = rest;
  }

  Layout layout() {
    return layout;
  }

  FieldNode field(int place) {
    return fields[place];
  }

  Attributes declared() {
    return rest.declared();
  }

  List<ShorthandNode> shorthands() {
    return rest.shorthands();
  }

  @Nullable Subschemas subschemas() {
    return rest.subschemas();
  }

  boolean hasTtl() {
    return rest.ttl();
  }

  List<TransformationNode> transformations() {
    return rest.transformations();
  }

  private FieldNode field(int place, Subschemas.@Nullable Subschema subschema) {
    FieldNode special = subschema == null ? null : subschema.field(place);
    return special == null ? fields[place] : special;
  }

  private Subschemas.@Nullable Subschema subschema(Draft draft) {
    return rest.subschemas() == null ? null : rest.subschemas().select(draft);
  }

  /** Returns the value as a draft of this record; null when it cannot be one. */
  @Nullable Draft load(@Nullable Object value) {
    if (value instanceof Draft draft) {
      return draft;
    }
    Draft draft = new Draft(layout);
    if (value instanceof Values values) {
      values.toMap().forEach(draft::put);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, one) -> draft.put(String.valueOf(name), one));
    } else if (value instanceof Struct struct) {
      List<String> names = struct.names();
      for (int i = 0; i < names.size(); i++) {
        draft.put(names.get(i), struct.slots()[i]);
      }
    } else if (value instanceof List<?> list) {
      draft.positional = true;
      for (int i = 0; i < list.size(); i++) {
        draft.put(Integer.toString(i + 1), list.get(i));
      }
    } else {
      return null;
    }
    return draft;
  }

  /**
   * Completes a draft, a copy of it; problems of shorthands in it are left for validation to find
   * again.
   */
  Draft process(Draft sent, Context context) {
    return process(sent, context, new ErrorTable());
  }

  /**
   * Completes a draft, a copy of it. Problems of shorthands go into {@code wrong}, and then nothing
   * is to be done with what is returned.
   */
  Draft process(Draft sent, Context context, ErrorTable wrong) {
    Draft draft = sent.copy();
    for (ShorthandNode shorthand : rest.shorthands()) {
      shorthand.expand(draft, wrong);
    }
    if (!wrong.isEmpty()) {
      return draft;
    }
    Subschemas.Subschema subschema = subschema(draft);
    boolean reads = context.purpose() == Context.Purpose.SELECT;
    for (int i = 0; i < fields.length; i++) {
      FieldNode field = field(i, subschema);
      Object value = field.process(draft.slots[i], context);
      draft.slots[i] = reads ? field.read(value, context) : value;
    }
    if (reads && draft.strays != null) {
      Map<String, @Nullable Object> strays = draft.strays;
      strays
          .keySet()
          .removeIf(name -> !survives(name, strays.get(name) == null, draft.positional, context));
    }
    draft.complete = context.purpose().makesValues();
    return draft;
  }

  /**
   * Says whether what is not a field is still read. Of a list in the place of a record as many
   * elements as there are fields are, as by the model.
   */
  private boolean survives(String name, boolean isNull, boolean positional, Context context) {
    return positional
        ? Integer.parseInt(name) <= fields.length
        : rest.ttl() && name.equals("ttl") && !(isNull && context.nothing() == Absent.VALUE);
  }

  /**
   * Returns what is wrong with a draft, or null.
   *
   * @param full whether it is to be complete
   * @param updating whether messages speak of an update
   * @param sent what the caller sent, before defaults and merging; null: the draft itself
   * @param stored the stored row that is changed; null: there is none
   */
  @Nullable ErrorTable validate(
      Draft draft, boolean full, boolean updating, @Nullable Draft sent, @Nullable Draft stored) {
    ErrorTable errors = new ErrorTable();
    Subschemas.Subschema subschema = null;
    if (rest.subschemas() != null) {
      Problem problem = rest.subschemas().problem(draft);
      if (problem != null) {
        errors.put(rest.subschemas().key(), problem);
        return errors;
      }
      subschema = rest.subschemas().select(draft);
    }
    validateFields(draft, subschema, updating, errors);
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].required
          && (draft.slots[i] == null || (full && draft.slots[i] == Absent.VALUE))) {
        errors.put(layout.names().get(i), FieldNode.REQUIRED);
      }
    }
    for (CheckNode check : rest.checks()) {
      check.run(draft, errors, full, updating);
    }
    if (subschema != null) {
      for (CheckNode check : subschema.checks()) {
        check.run(draft, errors, full, updating);
      }
    }
    if (full && rest.selfCheck() != null) {
      checkSelf(rest.selfCheck(), draft, errors);
    }
    for (TransformationNode transformation : rest.transformations()) {
      transformation.validate(draft, sent == null ? draft : sent, stored, errors);
    }
    return errors.isEmpty() ? null : errors;
  }

  private void validateFields(
      Draft draft, Subschemas.@Nullable Subschema subschema, boolean updating, ErrorTable errors) {
    List<String> names = layout.names();
    for (int i = 0; i < fields.length; i++) {
      if (draft.slots[i] == Absent.VALUE || names.get(i).equals("updated_at")) {
        continue;
      }
      Object wrong = field(i, subschema).validate(draft.slots[i], updating);
      if (wrong != null) {
        errors.put(names.get(i), wrong);
      }
    }
    if (draft.strays != null) {
      draft.strays.forEach(
          (name, value) -> {
            if (!name.equals("updated_at") && !(rest.ttl() && name.equals("ttl"))) {
              errors.put(draft.positional ? (Object) Integer.valueOf(name) : name, UNKNOWN);
            }
          });
    }
  }

  private void checkSelf(Check.Rule rule, Draft draft, ErrorTable errors) {
    boolean whole = true;
    for (int i = 0; i < fields.length; i++) {
      if (draft.slots[i] == Absent.VALUE) {
        errors.put(layout.names().get(i), "field required for entity check", "check");
        whole = false;
      }
    }
    String message = whole ? rule.test(Values.of(draft.toMap())) : null;
    if (message != null) {
      errors.addWhole(message, "check");
    }
  }

  /** Returns what is wrong with the fields of a primary key, or null. */
  @Nullable ErrorTable validateKey(Map<String, @Nullable Object> key, boolean ignoreOthers) {
    ErrorTable errors = new ErrorTable();
    for (String name : rest.primaryKey()) {
      int place = layout.place(name);
      Object value = key.get(name);
      if (!key.containsKey(name) || Boolean.FALSE.equals(value)) {
        errors.put(name, MISSING_KEY);
      } else {
        FieldNode field = fields[place];
        Object wrong =
            field.validate(value, false, field.required || field.declared.isTrue("auto"));
        if (wrong != null) {
          errors.put(name, wrong);
        }
      }
    }
    if (!ignoreOthers) {
      for (String name : key.keySet()) {
        if (!rest.primaryKey().contains(name)) {
          errors.put(name, NO_KEY);
        }
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  List<String> primaryKey() {
    return rest.primaryKey();
  }

  /**
   * Returns the primary key in a reference to an entity of this schema, normalized; null when it
   * holds no valid one.
   */
  @Nullable Key primaryKeyIn(@Nullable Object reference) {
    Map<String, @Nullable Object> key =
        reference == null ? null : ForeignNode.fields(reference, this);
    if (key == null || validateKey(key, true) != null) {
      return null;
    }
    List<@Nullable Object> parts = new ArrayList<>(rest.primaryKey().size());
    for (String name : rest.primaryKey()) {
      Object part = key.get(name);
      parts.add(part == null ? null : fields[layout.place(name)].finish(part));
    }
    return parts.size() == 1 && parts.get(0) instanceof UUID id ? Key.of(id) : Key.ofParts(parts);
  }

  /** Says whether a field at the top cannot be changed. */
  boolean hasImmutable() {
    for (FieldNode field : fields) {
      if (field.immutable) {
        return true;
      }
    }
    return false;
  }

  /** Returns which fields that cannot be changed would be, or null. */
  @Nullable ErrorTable validateImmutable(Draft changes, Draft stored) {
    ErrorTable errors = new ErrorTable();
    for (int i = 0; i < fields.length; i++) {
      Object before = stored.slots[i];
      if (fields[i].immutable
          && before != Absent.VALUE
          && before != null
          && changes.slots[i] != Absent.VALUE
          && !Equality.loose(changes.slots[i], before)) {
        errors.put(layout.names().get(i), IMMUTABLE);
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  /**
   * Returns the changes laid over what is stored: records field by field, everything else whole.
   */
  Draft merge(Draft changes, Draft stored) {
    Draft merged = stored.copy();
    merged.complete = false;
    Subschemas.Subschema subschema = subschema(stored);
    for (int i = 0; i < fields.length; i++) {
      Object change = changes.slots[i];
      if (change == Absent.VALUE) {
        continue;
      }
      merged.slots[i] =
          field(i, subschema) instanceof RecordNode record && !record.isAbstract
              ? record.merge(change, stored.slots[i])
              : change;
    }
    if (changes.strays != null) {
      changes.strays.forEach(merged::put);
    }
    return merged;
  }

  /** Returns the slots of a row: every value in its Java type, what is absent as null. */
  @Nullable Object[] finish(Draft draft) {
    Subschemas.Subschema subschema = subschema(draft);
    @Nullable Object[] row = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Object value = draft.slots[i];
      row[i] = value == null || value == Absent.VALUE ? null : field(i, subschema).finish(value);
    }
    return row;
  }

  /** Says whether a stored row may lack what the schema demands, so that reading has to look. */
  boolean repairs() {
    for (FieldNode field : fields) {
      if (field.required && (field.hasDefault || field instanceof RecordNode)) {
        return true;
      }
    }
    return false;
  }
}
