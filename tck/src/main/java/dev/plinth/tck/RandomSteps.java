/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.FieldType;
import dev.plinth.schema.Key;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.SetField;
import dev.plinth.schema.Values;
import dev.plinth.tck.Options.Match;
import dev.plinth.tck.Target.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps of a script, drawn from a seed. For one thread. */
final class RandomSteps {
  /** How many steps there are between two pauses in which rows expire. */
  private static final int EXPIRE_EVERY = 500;

  /** How often a schema is drawn, against once: what others refer to has to be there. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          KitSchemas.OWNERS, 5,
          KitSchemas.THINGS, 4,
          KitSchemas.TICKETS, 3,
          KitSchemas.PAIRS, 3,
          KitSchemas.MEMBERS, 2,
          KitSchemas.BADGES, 2,
          KitSchemas.ITEMS, 3,
          KitSchemas.PLAIN, 2);

  private final Random random;
  private final RandomValues values;
  private final List<EntityType> types = new ArrayList<>();
  private final List<EntityType> mortal;
  private final Script.Kind kind;
  private final double together;

  private RandomSteps(long seed, SchemaSet schemas, Script.Kind kind, double together) {
    this.random = new Random(31 * seed + kind.name().hashCode());
    this.values = new RandomValues(random, schemas);
    this.kind = kind;
    this.together = together;
    for (EntityType type : schemas.types()) {
      for (int i = WEIGHTS.getOrDefault(type.name(), 1); i > 0; i--) {
        types.add(type);
      }
    }
    this.mortal = types.stream().filter(type -> type.schema().hasTtl()).toList();
  }

  static List<Step> of(long seed, SchemaSet schemas, Script.Kind kind, double together, int count) {
    RandomSteps source = new RandomSteps(seed, schemas, kind, together);
    List<Step> steps = new ArrayList<>();
    int operations = 0;
    int pauses = 0;
    while (operations < count) {
      boolean pause = kind.expires() && operations / EXPIRE_EVERY > pauses;
      Step step = pause ? source.expiring() : source.next();
      pauses += pause ? 1 : 0;
      operations += step.operations();
      steps.add(step);
    }
    return steps;
  }

  private Step next() {
    if (values.chance(together)) {
      return together();
    }
    if (kind.expires() && values.chance(0.02)) {
      return new Step.Sweep();
    }
    return single();
  }

  private Step together() {
    List<Step> steps = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      steps.add(single());
    }
    return new Step.Together(steps, values.chance(0.3));
  }

  private Step expiring() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      EntityType type = values.oneOf(mortal);
      Target target = new Target(type.name(), place(0));
      Options options = Options.ttl(1);
      steps.add(
          switch (random.nextInt(4)) {
            case 0 -> new Step.Insert(target, values.whole(type), options);
            case 1 -> new Step.Update(target, values.key(type), values.changes(type), options);
            case 2 -> new Step.InsertAll(target, rows(type), options);
            default -> new Step.Upsert(target, values.key(type), values.whole(type), options);
          });
    }
    return new Step.Expiring(steps);
  }

  private Step single() {
    EntityType type = values.oneOf(types);
    int kindOfStep = random.nextInt(100);
    if (kindOfStep >= 80) {
      return read(type, new Target(type.name(), place(0.1)));
    }
    Target target = new Target(type.name(), place(0.01));
    Key key = values.key(type);
    if (kindOfStep < 25) {
      return new Step.Insert(target, values.whole(type), options(type, false));
    }
    if (kindOfStep < 31) {
      return new Step.InsertAll(target, rows(type), options(type, false));
    }
    if (kindOfStep < 52) {
      return new Step.Update(target, key, values.changes(type), options(type, true));
    }
    if (kindOfStep < 70) {
      return new Step.Upsert(target, key, values.whole(type), options(type, true));
    }
    return new Step.Delete(target, key, options(null, true));
  }

  private List<Values> rows(EntityType type) {
    List<Values> rows = new ArrayList<>();
    int most = values.chance(0.05) ? 20 : 4;
    for (int i = random.nextInt(most); i > 0; i--) {
      rows.add(values.whole(type));
    }
    return rows;
  }

  private Step read(EntityType type, Target target) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> new Step.Select(target, values.key(type));
      case 2 -> {
        List<Key> keys = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          keys.add(values.key(type));
        }
        yield new Step.SelectAll(target, keys);
      }
      case 3 -> new Step.Count(target, filter(type));
      default -> new Step.Pages(target, filter(type), 1 + random.nextInt(4));
    };
  }

  private Filter filter(EntityType type) {
    List<Map.Entry<String, Field<?>>> fields =
        type.fields().entrySet().stream()
            .filter(
                field ->
                    field.getValue().type() == FieldType.FOREIGN
                        || field.getValue().isIndexed()
                        || field.getValue().isUnique())
            .toList();
    boolean tagged = type.fields().get("tags") instanceof SetField<?>;
    if (tagged && values.chance(0.5)) {
      Set<String> tags = new TreeSet<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        tags.add(values.tag());
      }
      return Filter.tagged(tags, random.nextBoolean());
    }
    if (fields.isEmpty() || values.chance(0.3)) {
      return Filter.ALL;
    }
    Map.Entry<String, Field<?>> field = values.oneOf(fields);
    return Filter.where(field.getKey(), values.present(field.getValue(), false));
  }

  private Place place(double across) {
    if (values.chance(across)) {
      return Place.ACROSS;
    }
    return values.chance(0.8) ? Place.FIRST : Place.SECOND;
  }

  private Options options(@Nullable EntityType type, boolean matches) {
    Long ttl = null;
    if (type != null && type.schema().hasTtl() && values.chance(0.4)) {
      ttl = values.chance(0.2) ? 0L : values.oneOf(Outcome.TTLS.subList(1, Outcome.TTLS.size()));
    }
    Match match = Match.ANY;
    if (matches && values.chance(0.1)) {
      match = values.chance(0.3) ? Match.STALE : Match.CURRENT;
    }
    return new Options(ttl, match, values.chance(0.05));
  }
}
