/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema: it turns input into entities, or says all that is wrong with it.
 *
 * <p>What is sent is bounded, in whatever form it comes: 1,000,000 elements in all collections and
 * 100,000 in each; 100,000 values and 64 levels in a JSON value; 16,000,000 characters in a text
 * and 2,000 in a name in a map; 1,000 fields that are not declared in a record. What is more is
 * refused with a violation of the rule {@code limit}.
 *
 * <p>Closed to implement. Safe for use by many threads.
 */
public final class EntityType {
  private final Schema schema;
  private final Map<String, Field<?>> fields;
  private final List<Field<?>> fieldList;
  private final Layout layout;
  private final int[] keyPlaces;

  private final RecordSchema record;
  private final boolean reads;
  private final Clock clock;
  private final Keys keys;

  EntityType(Schema schema, Function<String, ForeignNode.@Nullable Target> targets, Clock clock) {
    this(schema, NodeCompiler.ofEntity(schema.attributes()), targets, clock);
  }

  private EntityType(
      Schema schema,
      Attributes declared,
      Function<String, ForeignNode.@Nullable Target> targets,
      Clock clock) {
    this.schema = schema;
    this.fields = schema.fields();
    this.fieldList = List.copyOf(fields.values());
    this.record =
        new NodeCompiler(targets, clock)
            .record(declared, schema.subschemas(), schema.primaryKey(), schema.hasTtl());
    this.layout = record.layout();
    this.keyPlaces = schema.primaryKey().stream().mapToInt(layout::place).toArray();
    this.reads =
        record.repairs() || record.transformations().stream().anyMatch(TransformationNode::reads);
    this.clock = clock;
    this.keys = new Keys(this, record);
  }

  Layout layout() {
    return layout;
  }

  RecordSchema record() {
    return record;
  }

  /** Returns the entity's name. */
  public String name() {
    return schema.name();
  }

  /** Returns the declaration this was compiled from. */
  public Schema schema() {
    return schema;
  }

  /**
   * Returns the declared fields, in order. The place of a field here is the place of its value in
   * {@link #assemble}.
   */
  public Map<String, Field<?>> fields() {
    return fields;
  }

  /** Returns the declared fields without their names, in order. */
  public List<Field<?>> fieldList() {
    return fieldList;
  }

  /**
   * Returns the JSON Schema (2020-12) of the entity as it is sent in an insert: a JSON document,
   * for editors and for clients in other languages. It takes what {@link #insert} takes, and
   * refuses what that refuses, but for rules that JSON Schema has no words for, such as functions;
   * each of those is told in a {@code $comment}.
   */
  public String toJsonSchema() {
    return JsonSchema.of(name(), record).toJson();
  }

  /**
   * Returns a typed handle of a field.
   *
   * @throws IllegalArgumentException when there is no such field
   */
  public <T> Attribute<T> attribute(String name, Class<T> type) {
    if (!fields.containsKey(name)) {
      throw new IllegalArgumentException(
          "'"
              + name()
              + "' has no field '"
              + name
              + "', there are: "
              + String.join(", ", fields.keySet()));
    }
    return Attribute.of(name, type);
  }

  /**
   * Processes what is sent to make a new entity: shorthands, automatic values, defaults,
   * validation, transformations.
   */
  public Verdict insert(Values values) {
    return write(values, Context.Purpose.INSERT);
  }

  /**
   * Processes what is sent to make an entity or replace it whole: as {@link #insert}, what is not
   * mentioned gets its default.
   */
  public Verdict upsert(Values values) {
    return write(values, Context.Purpose.UPSERT);
  }

  private Verdict write(Values values, Context.Purpose purpose) {
    Draft sent = draft(values);
    ErrorTable errors = new ErrorTable();
    Draft draft = completed(sent, new Context(purpose, clock), errors, sent);
    if (!errors.isEmpty()) {
      return Verdict.refused(errors.toViolations());
    }
    record.validate(draft, true, false, sent, null, errors);
    for (int place : keyPlaces) {
      if (draft.slots[place] == null) {
        errors.put(layout.names().get(place), FieldNode.REQUIRED);
      }
    }
    return judged(draft, errors, sent);
  }

  /**
   * Processes what is sent to change a stored entity: what is not mentioned stays; the entity that
   * comes out is whole. The primary key cannot be changed.
   */
  public Verdict update(Entity stored, Values changes) {
    Draft sent = draft(changes);
    ErrorTable errors = new ErrorTable();
    Draft before = draft(stored);
    Draft draft = completed(sent, new Context(Context.Purpose.UPDATE, clock), errors, before);
    if (!errors.isEmpty()) {
      return Verdict.refused(errors.toViolations());
    }
    ErrorTable fixed = record.hasImmutable() ? record.validateImmutable(draft, before) : null;
    if (fixed != null) {
      return Verdict.refused(fixed.toViolations());
    }
    for (int place : keyPlaces) {
      Object part = draft.slots[place];
      if (part != Absent.VALUE && !Lua.same(part, before.slots[place])) {
        errors.put(layout.names().get(place), "the primary key cannot be changed", "primary_key");
      }
    }
    Draft merged = record.merge(draft, before);
    record.completeRecords(merged, new Context(Context.Purpose.INSERT, clock));
    ErrorTable wrong = record.validate(merged, false, true, sent, before);
    if (wrong != null) {
      errors.putAll(wrong);
    }
    return judged(merged, errors, sent);
  }

  /** Completes what was sent, in its place where nothing asks later what that was. */
  private Draft completed(Draft sent, Context context, ErrorTable errors, Draft stored) {
    Draft draft = record.transformations().isEmpty() ? sent : sent.copy();
    record.complete(draft, context, errors, stored);
    return draft;
  }

  private Verdict judged(Draft draft, ErrorTable errors, Draft sent) {
    if (!errors.isEmpty()) {
      return Verdict.refused(errors.toViolations());
    }
    for (TransformationNode transformation : record.transformations()) {
      transformation.write(record, draft, sent);
    }
    record.lateId().make(draft);
    return Verdict.accepted(new Entity(this, record.finish(draft), null, null, null));
  }

  private Draft draft(Object fields) {
    return Objects.requireNonNull(record.load(fields), "fields");
  }

  /**
   * Processes a row as it was stored: repairs what the schema requires, runs transformations of
   * reading. The same entity when there is nothing to do.
   */
  public Entity select(Entity stored) {
    if (!reads) {
      return stored;
    }
    Draft draft = draft(stored);
    boolean changed = repair(draft);
    for (TransformationNode transformation : record.transformations()) {
      changed |= transformation.read(record, draft);
    }
    return changed
        ? new Entity(
            this,
            record.finish(draft),
            stored.ttl().orElse(null),
            stored.workspace(),
            stored.version())
        : stored;
  }

  private boolean repair(Draft draft) {
    Context context = new Context(Context.Purpose.SELECT, clock);
    boolean changed = false;
    for (int i = 0; i < draft.slots.length; i++) {
      if (draft.slots[i] == null && record.field(i).required) {
        draft.slots[i] = record.field(i).process(null, context);
        changed |= draft.slots[i] != Absent.VALUE;
      }
    }
    return changed;
  }

  /**
   * Says what is wrong with a key: the number and the names of its parts, and their values by the
   * rules of the fields.
   */
  public Violations checkKey(Key key) {
    return keys.check(key);
  }

  /**
   * Returns the key with its parts in the Java types of their fields, such as a text in the form of
   * a UUID made one, and a key by the names of the primary key's fields made primary.
   *
   * @throws IllegalArgumentException when {@link #checkKey} has something to say
   */
  public Key normalize(Key key) {
    return keys.normalize(key);
  }

  /**
   * Returns the primary key in the value of a field that refers to this type ({@link Key}, {@link
   * Values}, {@link Struct} or a map), normalized; null when it holds no valid one.
   */
  public @Nullable Key primaryKeyIn(@Nullable Object reference) {
    return record.key().in(reference);
  }

  /** Returns the primary key of an entity of this type. */
  public Key keyOf(Entity entity) {
    if (keyPlaces.length == 1 && entity.slots()[keyPlaces[0]] instanceof UUID id) {
      return Key.of(id);
    }
    List<@Nullable Object> parts = new ArrayList<>(keyPlaces.length);
    for (int place : keyPlaces) {
      parts.add(entity.slots()[place]);
    }
    return Key.ofParts(parts);
  }

  /**
   * Reads an entity from the JSON object that {@link Entity#writeJson} wrote.
   *
   * @throws IllegalArgumentException when the stream holds anything else
   */
  public Entity readJson(InputStream in) {
    return read(Json.readRow(in, record));
  }

  /**
   * Reads an entity from the JSON object, in UTF-8, that {@link Entity#writeJson} wrote.
   *
   * @throws IllegalArgumentException when the bytes hold anything else
   */
  public Entity readJson(byte[] json) {
    return read(Json.readRow(json, record));
  }

  private Entity read(Draft draft) {
    draft.remove("ttl");
    ErrorTable wrong = record.validate(draft, false, false, null, null);
    if (wrong != null) {
      throw new IllegalArgumentException(
          "not an entity of '" + name() + "': " + wrong.toViolations());
    }
    return new Entity(this, record.finish(draft), null, null, null);
  }

  /**
   * Returns the wire form of a value of the field: JSON text. For strategies, which store records,
   * maps and lists of them as JSON.
   */
  public String toJson(String field, Object value) {
    return Json.write(record.field(layout.place(field)), value);
  }

  /** Says what is wrong with one value of a field, which is not null. */
  public Violations checkValue(String field, Object value) {
    Object wrong = record.field(layout.place(field)).validate(value, false);
    return wrong == null ? Violations.none() : ErrorTable.of(field, wrong).toViolations();
  }

  /**
   * Returns a value of a field in the Java type of the field.
   *
   * @throws RuntimeException when {@link #checkValue} has something to say
   */
  public Object toJava(String field, Object value) {
    return record.field(layout.place(field)).finish(value);
  }

  /**
   * Checks that a record class can be a view of this type.
   *
   * @throws IllegalArgumentException when it cannot, with every mismatch
   */
  public void checkView(Class<? extends Record> view) {
    layout.view(view);
  }

  /**
   * Returns the wire form of a value of the field as natural Java: text for a UUID, seconds for a
   * moment, a map for a reference or a record.
   */
  public Object toWire(String field, Object value) {
    return Objects.requireNonNull(Json.read(toJson(field, value)), "null");
  }

  /**
   * Returns the value of the field from its wire form. For strategies; the reverse of {@link
   * #toJson(String, Object)}.
   */
  public Object fromJson(String field, String json) {
    return record
        .field(layout.place(field))
        .finish(Objects.requireNonNull(Json.read(json), "null"));
  }

  /**
   * Builds an entity from a row as stored, without any check. For strategies only, and not part of
   * the compatibility promise to applications.
   *
   * @param slots the values in the order of {@link #fields}, each of the Java type of its field;
   *     given away
   * @param ttl the time left before the row expires; null when it does not
   * @param workspace the workspace of the row; null when the type is not workspaceable
   * @param version what tells two states of the row apart; null before it is written
   */
  public Entity assemble(
      @Nullable Object[] slots,
      @Nullable Duration ttl,
      @Nullable UUID workspace,
      @Nullable Object version) {
    if (slots.length != layout.size()) {
      throw new IllegalArgumentException(
          "'" + name() + "' has " + layout.size() + " fields, not " + slots.length);
    }
    return new Entity(this, slots, ttl, workspace, version);
  }

  @Override
  public String toString() {
    return name();
  }
}
