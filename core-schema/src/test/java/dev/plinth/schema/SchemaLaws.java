/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for every schema and every input. */
final class SchemaLaws {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

  private final RandomSchemas.Made made;
  private final EntityType type;
  private final List<String> key;
  private final ViolationPaths paths;

  /** What is looked at now, and what was sent: for the message when something is wrong. */
  private String law = "";

  private final Map<String, Object> sent = new LinkedHashMap<>();

  /** Compiles the schema, which is a law as well. */
  SchemaLaws(RandomSchemas.Made made) {
    this.made = made;
    List<Schema> schemas = new ArrayList<>();
    made.targets().forEach(target -> schemas.add(schema(target)));
    schemas.add(schema(made.definition()));
    this.type = SchemaSet.of(schemas).withClock(CLOCK).type("things");
    this.key = type.schema().primaryKey();
    this.paths = new ViolationPaths(made.targetsByName());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // JDK 17 sees no annotations in class files
  private static Schema schema(Object definition) {
    return Schema.checked((Map) definition);
  }

  /** What does not hold. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** Holds the schema against its laws. */
  void checkSchema() {
    law = "a schema is shown";
    if (!(Json.read(type.toJsonSchema()) instanceof Map) || type.schema().toText().isEmpty()) {
      throw new Broken("no JSON Schema, or no text");
    }
  }

  /** Holds an input against the laws; says whether an insert of it is accepted. */
  boolean check(Dice dice) {
    sent.clear();
    RandomInputs inputs = new RandomInputs(dice, made);
    Map<String, @Nullable Object> input = inputs.input();
    sent.put("input", input);
    law = "an insert is answered";
    Verdict verdict = type.insert(Values.of(input));
    if (!verdict.isAccepted()) {
      checkRefusal(verdict.violations(), List.of(input));
      law = "an upsert is answered";
      type.upsert(Values.of(input));
      return false;
    }
    Entity entity = verdict.entity();
    law = "what was accepted is accepted by an upsert";
    same(entity, accepted(type.upsert(entity.toValues())));
    checkInsertedAgain(entity);
    checkJson(entity);
    checkParts(entity);
    law = "a select of what was accepted changes nothing";
    same(entity, type.select(entity));
    law = "an update with nothing changes nothing";
    same(entity, accepted(type.update(entity, Values.none())));
    checkChanges(entity, inputs.changes());
    checkDifference(entity, inputs);
    return true;
  }

  String law() {
    return law;
  }

  Map<String, Object> sent() {
    return sent;
  }

  private void checkRefusal(Violations violations, List<?> input) {
    law = "a refusal says where and what";
    if (violations.isEmpty() || !violations.iterator().hasNext()) {
      throw new Broken("refused without a violation");
    }
    same(false, violations.toString().isEmpty() || violations.toMessage().isEmpty());
    for (Violation violation : violations) {
      if (!paths.leads(violation.path(), made.attributes(), input)) {
        throw new Broken("the path leads nowhere: " + violation);
      }
    }
  }

  private void checkInsertedAgain(Entity entity) {
    law = "what was accepted is accepted again as it is";
    same(entity, accepted(type.insert(entity.toValues())));
  }

  private void checkJson(Entity entity) {
    law = "an entity is read from JSON as it was written";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeJson(out);
    Entity read = type.readJson(out.toByteArray());
    same(entity, read);
    same(entity.hashCode(), read.hashCode());
    same(entity.etag(), read.etag());
    law = "an entity is accepted from its JSON as it was";
    same(entity, accepted(type.insert(Values.parseJson(entity.toJson()))));
  }

  private void checkParts(Entity entity) {
    law = "the key of an entity is a key";
    Key own = entity.key();
    same("", type.checkKey(own).isEmpty() ? "" : type.checkKey(own).toString());
    same(own, type.normalize(own));
    law = "a value of an entity is a value of its field";
    for (String name : type.fields().keySet()) {
      Object value = entity.get(name);
      if (value != null && !hasSubschemas()) {
        Violations wrong = type.checkValue(name, value);
        same("", wrong.isEmpty() || name.equals("updated_at") ? "" : wrong.toString());
        same(value, type.toJava(name, value));
        same(value, type.fromJson(name, type.toJson(name, value)));
        Objects.requireNonNull(type.toWire(name, value));
      }
    }
  }

  /** Says whether subschemas may declare fields otherwise. */
  private boolean hasSubschemas() {
    return made.definition().containsKey("subschema_key");
  }

  private void checkChanges(Entity entity, Map<String, @Nullable Object> changes) {
    sent.put("changes", changes);
    law = "an update is answered";
    Verdict verdict = type.update(entity, Values.of(changes));
    if (!verdict.isAccepted()) {
      checkRefusal(verdict.violations(), List.of(changes, entity));
      return;
    }
    Entity changed = verdict.entity();
    law = "the same change again changes nothing";
    same(changed, accepted(type.update(changed, Values.of(changes))));
    law = "what is not mentioned stays";
    for (String name : entity.names()) {
      if (name.equals("updated_at")
          || made.written().contains(name)
          || (changes.containsKey("kind") && hasSubschemas())) {
        continue;
      }
      if (!changes.containsKey(name)) {
        same(entity.get(name), changed.get(name));
      } else if (changes.get(name) instanceof Map<?, ?> inner
          && entity.get(name) instanceof Struct before
          && changed.get(name) instanceof Struct after
          && before.names().equals(after.names())) {
        for (String part : before.names()) {
          if (!inner.containsKey(part) && !part.equals("long") && !part.equals("updated_at")) {
            same(before.get(part), after.get(part));
          }
        }
      }
    }
    boolean madeAnew = changed.names().contains("created_at") && changed.get("created_at") == null;
    if (!made.definition().containsKey("transformations") && !madeAnew) {
      checkInsertedAgain(changed);
    }
    law = "the difference to what was changed is the change";
    apply(entity, changed);
  }

  private void checkDifference(Entity entity, RandomInputs inputs) {
    Map<String, @Nullable Object> other = inputs.valid();
    for (String name : entity.names()) {
      boolean fixed =
          NodeCompiler.find(NodeCompiler.fields(made.attributes()), name).isTrue("immutable");
      if (key.contains(name) || (fixed && entity.get(name) != null)) {
        other.put(name, entity.get(name));
      }
    }
    sent.put("other", other);
    law = "another entity is answered";
    Verdict verdict = type.insert(Values.of(other));
    if (verdict.isAccepted()) {
      law = "the difference of two entities turns one into the other";
      apply(entity, verdict.entity());
    }
  }

  private void apply(Entity from, Entity to) {
    Values difference = Values.difference(from, to);
    sent.put("difference", difference);
    Verdict verdict = type.update(from, difference);
    boolean together = made.definition().containsKey("transformations");
    if (together && !verdict.isAccepted()) {
      return; // only all of the fields that a transformation needs can be sent
    }
    same(to, accepted(verdict));
    same(Set.of(), Values.difference(to, accepted(verdict)).names());
  }

  private static Entity accepted(Verdict verdict) {
    if (!verdict.isAccepted()) {
      throw new Broken("refused: " + verdict.violations());
    }
    return verdict.entity();
  }

  private static void same(@Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      throw new Broken("expected " + Printed.of(expected) + " but was " + Printed.of(found));
    }
  }
}
