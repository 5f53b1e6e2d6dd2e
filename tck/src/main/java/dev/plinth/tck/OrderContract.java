/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pages by primary keys of every type, and their order where the strategy has one. */
public abstract non-sealed class OrderContract extends Contract {
  /** For authors to extend. */
  protected OrderContract() {}

  @Test
  @Rule("ORDER-01")
  @Requires(Capability.ORDERED_PAGES)
  protected final void page_whileASmallerKeyComes_goesOnWhereItWas() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    for (int i = 0; i < 4; i++) {
      owners.insert(Values.of("id", above()).and("name", unique("page")));
    }
    Query query = Query.all().size(2);
    Page<Entity> first = owners.page(query);
    Entity late = owners.insert(Values.of("id", below()).and("name", unique("page")));
    assertThat(owners.page(query.after(first.next().orElseThrow())).items())
        .hasSize(2)
        .doesNotContain(late)
        .doesNotContainAnyElementsOf(first.items());
  }

  private static UUID above() {
    return new UUID(UUID.randomUUID().getMostSignificantBits() | 1L << 63, 1);
  }

  private static UUID below() {
    return new UUID(UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE, 1);
  }

  @Test
  @Rule("ORDER-02")
  protected final void pages_ofTextKeys_giveEachExactlyOnce() {
    Dao<Entity> words = elsewhere().dao(KitSchemas.WORDS);
    String run = unique("w");
    List<Key> made = new ArrayList<>();
    for (String word :
        List.of("1:a", "b", "B", "\u00e9", "e\u0301", "\ud83d\ude00", "\uffff", " ", "10", "9")) {
      made.add(words.insert(Values.of("word", word + run).and("first", word)).key());
    }
    for (int size : new int[] {1, 3}) {
      assertThat(walk(words, Query.all().size(size))).containsExactlyInAnyOrderElementsOf(made);
    }
  }

  @Test
  @Rule("ORDER-03")
  protected final void pages_ofCompositeKeysOfEveryType_giveEachExactlyOnce() {
    Dao<Entity> ledger = elsewhere().dao(KitSchemas.LEDGER);
    List<Key> made = ledger(ledger);
    for (int size : new int[] {1, 2, 5}) {
      assertThat(walk(ledger, Query.all().size(size))).containsExactlyInAnyOrderElementsOf(made);
    }
  }

  private static List<Key> ledger(Dao<Entity> ledger) {
    long start = Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1L << 40);
    List<Key> made = new ArrayList<>();
    for (long milli : new long[] {0, 1, 1_000}) {
      for (double amount : new double[] {-1.5, 0.0, 0.1, 1e21}) {
        for (boolean last : new boolean[] {false, true}) {
          made.add(
              ledger
                  .insert(
                      Values.of("day", Instant.ofEpochMilli(start + 5_000 + milli))
                          .and("amount", amount)
                          .and("final", last))
                  .key());
        }
      }
    }
    return made;
  }

  @Test
  @Rule("ORDER-04")
  @Requires(Capability.ORDERED_PAGES)
  protected final void pages_ofCompositeKeys_areOrderedPartByPart() {
    Dao<Entity> ledger = elsewhere().dao(KitSchemas.LEDGER);
    assertThat(ledger(ledger)).isEqualTo(walk(ledger, Query.all().size(5)));
  }

  @Test
  @Rule("ORDER-05")
  @Requires(Capability.ORDERED_PAGES)
  protected final void pages_ofTextKeys_areOrderedByTheirBytes() {
    Dao<Entity> words = elsewhere().dao(KitSchemas.WORDS);
    String run = unique("-");
    List<String> order =
        List.of(" ", "1", "10", "9", "B", "a", "b", "\u00e9", "\uffff", "\ud83d\ude00");
    for (int i = order.size() - 1; i >= 0; i--) {
      words.insert(Values.of("word", order.get(i) + "!" + run).and("first", order.get(i)));
    }
    assertThat(words.stream(Query.all().size(3)).map(word -> word.get("first")))
        .containsExactlyElementsOf(order);
  }
}
