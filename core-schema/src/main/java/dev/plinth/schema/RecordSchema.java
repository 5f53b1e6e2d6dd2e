/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a set of fields with the rules over them: of an entity, or of a record
 * within one. Immutable and safe for use by many threads.
 */
final class RecordSchema {
  static final Problem UNKNOWN = new Problem("unknown field", "unknown");
  private static final Problem IMMUTABLE =
      new Problem("immutable field cannot be updated", "immutable");

  private final Layout layout;
  private final FieldNodes fields;
  private final Rest rest;
  private final int[] required;

  private final PrimaryKey key;

  private final LateId lateId;
  private final int updatedAt;

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
    this.fields = new FieldNodes(fields);
    this.rest = rest;
    this.required =
        IntStream.range(0, fields.size()).filter(place -> fields.get(place).required).toArray();
    this.key = new PrimaryKey(this, rest.primaryKey());
    this.lateId = LateId.of(this, rest);
    this.updatedAt = layout.place("updated_at");
  }

  Layout layout() {
    return layout;
  }

  FieldNode field(int place) {
    return fields.get(place);
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

  /** Says whether the field is another than {@link #field(int)} for some rows. */
  boolean isSpecialized(int place) {
    return rest.subschemas() != null && rest.subschemas().specialize(place);
  }

  private FieldNodes nodes(Draft draft) {
    Subschemas.Subschema subschema =
        rest.subschemas() == null ? null : rest.subschemas().select(draft);
    return subschema == null ? fields : subschema.nodes();
  }

  /** Returns the value as a draft of this record; null when it cannot be one. */
  @Nullable Draft load(@Nullable Object value) {
    if (value instanceof Draft draft) {
      return draft.layout == layout ? draft : moved(draft);
    }
    if (value instanceof Struct struct && struct.layout() == layout) {
      return new Draft(layout, struct.slots().clone());
    }
    Draft draft = new Draft(layout);
    if (value instanceof Values values) {
      values.forEach(draft::put);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, one) -> draft.put(String.valueOf(name), one));
    } else if (value instanceof Struct struct) {
      draft.putAll(Draft.of(struct));
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

  /** Returns a draft of another record, as another subschema has it, as one of this. */
  private Draft moved(Draft other) {
    Draft draft = new Draft(layout);
    draft.positional = other.positional;
    draft.putAll(other);
    return draft;
  }

  /**
   * Completes a draft, a copy of it. Problems of shorthands go into {@code wrong}, and then nothing
   * is to be done with what is returned.
   */
  Draft process(Draft sent, Context context, ErrorTable wrong) {
    Draft draft = sent.copy();
    complete(draft, context, wrong);
    return draft;
  }

  /** Completes a draft, as {@link #process(Draft, Context, ErrorTable)} does, in its place. */
  void complete(Draft draft, Context context, ErrorTable wrong) {
    complete(draft, context, wrong, draft);
  }

  /** Completes a draft that changes a stored row, whose subschema holds if it names none. */
  void complete(Draft draft, Context context, ErrorTable wrong, Draft stored) {
    for (ShorthandNode shorthand : rest.shorthands()) {
      shorthand.expand(draft, wrong);
    }
    if (!wrong.isEmpty()) {
      return;
    }
    lateId.reserve(draft, context);
    boolean asStored =
        rest.subschemas() != null && draft.slots[rest.subschemas().place()] == Absent.VALUE;
    nodes(asStored ? stored : draft).complete(draft.slots, context);
    if (context.reads() && draft.strays != null) {
      Map<String, @Nullable Object> strays = draft.strays;
      strays
          .keySet()
          .removeIf(name -> !survives(name, strays.get(name) == null, draft.positional, context));
    }
    draft.complete = context.makesValues();
  }

  /** Completes the records in a draft that came to be when it was merged. */
  void completeRecords(Draft merged, Context context) {
    FieldNodes nodes = nodes(merged);
    for (int i = 0; i < layout.size(); i++) {
      if (merged.slots[i] instanceof Draft record
          && nodes.get(i) instanceof RecordNode node
          && !node.isAbstract) {
        Draft whole = java.util.Objects.requireNonNull(node.schema().load(record));
        if (whole.hasAbsent()) {
          node.schema().completeAbsent(whole, context);
        }
        node.schema().completeRecords(whole, context);
        merged.slots[i] = whole;
      }
    }
  }

  /** Completes what a draft lacks, and leaves what it has. */
  void completeAbsent(Draft draft, Context context) {
    ErrorTable wrong = new ErrorTable();
    rest.shorthands().forEach(shorthand -> shorthand.expand(draft, wrong));
    FieldNodes nodes = nodes(draft);
    for (int i = 0; i < layout.size(); i++) {
      if (draft.slots[i] == Absent.VALUE) {
        draft.slots[i] = nodes.get(i).process(Absent.VALUE, context);
      }
    }
  }

  /**
   * Says whether what is not a field is still read. Of a list in the place of a record as many
   * elements as there are fields are, as by the model.
   */
  private boolean survives(String name, boolean isNull, boolean positional, Context context) {
    return positional
        ? Integer.parseInt(name) <= layout.size()
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
    validate(draft, full, updating, sent, stored, errors);
    return errors.isEmpty() ? null : errors;
  }

  /** Adds what is wrong with a draft, as the other form returns it. */
  void validate(
      Draft draft,
      boolean full,
      boolean updating,
      @Nullable Draft sent,
      @Nullable Draft stored,
      ErrorTable errors) {
    Subschemas.Subschema subschema = null;
    if (rest.subschemas() != null) {
      subschema = rest.subschemas().select(draft);
      if (subschema == null) {
        errors.put(rest.subschemas().key(), rest.subschemas().problem(draft));
        return;
      }
    }
    FieldNodes nodes = subschema == null ? fields : subschema.nodes();
    nodes.validate(draft.slots, updatedAt, updating, layout.names(), errors);
    if (draft.strays != null) {
      validateStrays(draft, draft.strays, errors);
    }
    for (int place : required) {
      Object value = draft.slots[place];
      if (value == null || (full && value == Absent.VALUE)) {
        errors.put(layout.names().get(place), FieldNode.REQUIRED);
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
  }

  private void validateStrays(
      Draft draft, Map<String, @Nullable Object> strays, ErrorTable errors) {
    Problem excess = Limits.strays(strays.size());
    if (excess != null) {
      errors.addWhole(excess.message(), excess.rule());
      return;
    }
    for (String name : strays.keySet()) {
      if (!name.equals("updated_at") && !(rest.ttl() && name.equals("ttl"))) {
        errors.put(draft.positional ? (Object) Integer.valueOf(name) : name, UNKNOWN);
      }
    }
  }

  private void checkSelf(Check.Rule rule, Draft draft, ErrorTable errors) {
    boolean whole = true;
    for (int i = 0; i < layout.size(); i++) {
      if (draft.slots[i] == Absent.VALUE && !field(i).nilable) {
        errors.put(layout.names().get(i), "field required for entity check", "check");
        whole = false;
      }
    }
    String message = whole ? rule.test(Values.of(draft.toMap())) : null;
    if (message != null) {
      errors.addWhole(message, "check");
    }
  }

  /** Returns how a random id of an entity is made. */
  LateId lateId() {
    return lateId;
  }

  /** Returns how an entity of this schema is named. */
  PrimaryKey key() {
    return key;
  }

  /** Says whether a field at the top cannot be changed. */
  boolean hasImmutable() {
    return IntStream.range(0, layout.size()).anyMatch(place -> field(place).immutable);
  }

  /** Returns which fields that cannot be changed would be, or null. */
  @Nullable ErrorTable validateImmutable(Draft changes, Draft stored) {
    ErrorTable errors = new ErrorTable();
    FieldNodes nodes = nodes(stored);
    for (int i = 0; i < layout.size(); i++) {
      Object before = stored.slots[i];
      if (field(i).immutable
          && before != Absent.VALUE
          && before != null
          && changes.slots[i] != Absent.VALUE
          && !isSame(nodes.get(i), changes.slots[i], before)) {
        errors.put(layout.names().get(i), IMMUTABLE);
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  /** Says whether a change makes of what is stored what it is already, in whatever form it came. */
  private static boolean isSame(FieldNode field, @Nullable Object change, Object before) {
    if (Equality.loose(change, before)) {
      return true;
    }
    return change != null
        && field.validate(change, true) == null
        && field.validate(before, true) == null
        && Equality.loose(
            field.finish(Draft.detached(change)), field.finish(Draft.detached(before)));
  }

  /**
   * Returns the changes laid over what is stored: records field by field, everything else whole.
   */
  Draft merge(Draft changes, Draft stored) {
    Draft merged = stored.copy();
    merged.complete = false;
    FieldNodes nodes = nodes(stored);
    for (int i = 0; i < layout.size(); i++) {
      Object change = changes.slots[i];
      if (change == Absent.VALUE) {
        continue;
      }
      merged.slots[i] =
          nodes.get(i) instanceof RecordNode record && !record.isAbstract
              ? record.merge(change, stored.slots[i])
              : change;
    }
    if (changes.strays != null) {
      changes.strays.forEach(merged::put);
    }
    return merged;
  }

  /**
   * Returns the slots of a row: every value in its Java type, what is absent as null. They are the
   * draft's own, which is given away.
   */
  @Nullable Object[] finish(Draft draft) {
    nodes(draft).finish(draft.slots);
    return draft.slots;
  }

  /** Says whether a stored row may lack what the schema demands, so that reading has to look. */
  boolean repairs() {
    for (int place : required) {
      FieldNode field = field(place);
      if (field.hasDefault || field instanceof RecordNode) {
        return true;
      }
    }
    return false;
  }
}
