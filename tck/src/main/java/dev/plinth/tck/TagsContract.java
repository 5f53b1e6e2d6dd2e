/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tags: what may be one, and who is found by them. */
public abstract non-sealed class TagsContract extends Contract {
  /** For authors to extend. */
  protected TagsContract() {}

  private Dao<Entity> fresh() {
    return elsewhere().dao(KitSchemas.OWNERS);
  }

  private static Entity tagged(Dao<Entity> owners, String... tags) {
    return owners.insert(Values.of("name", unique("t")).and("tags", Arrays.asList(tags)));
  }

  @Test
  @Rule("TAGS-01")
  protected final void tags_comeBackInOrderAndOnce() {
    Dao<Entity> owners = fresh();
    Entity owner = tagged(owners, "b", "a", "b");
    assertThat((Set<?>) Objects.requireNonNull(owners.require(owner.key()).get("tags")))
        .isEqualTo(Set.of("a", "b"))
        .extracting(Object::toString)
        .containsExactly("b", "a");
  }

  @Test
  @Rule("TAGS-02")
  protected final void tag_withACommaOrASlash_isASchemaViolation() {
    for (String tag : List.of("tag,with,commas", "tag/with/slashes")) {
      assertThat(refused(DaoException.SchemaViolation.class, () -> tagged(owners(), tag)))
          .hasMessageContaining("invalid tag '" + tag + "'");
    }
  }

  @Test
  @Rule("TAGS-03")
  protected final void tag_thatIsNoUnicode_isASchemaViolation() {
    assertThat(refused(DaoException.SchemaViolation.class, () -> tagged(owners(), "a\ud800b")))
        .hasMessageContaining("invalid utf-8");
  }

  @Test
  @Rule("TAGS-04")
  protected final void tag_ofAnyUnicodeAndSpaces_isFound() {
    Dao<Entity> owners = fresh();
    for (String tag : List.of("team_ a", "\u00fc\u0301", "\udbff\udfff", "'\"\\{}%_*")) {
      Key key = tagged(owners, tag).key();
      assertThat(walk(owners, Query.taggedAll(tag))).containsExactly(key);
      assertThat(walk(owners, Query.taggedAny(tag, "-"))).containsExactly(key);
    }
  }

  @Test
  @Rule("TAGS-05")
  protected final void tag_unknown_findsNothing() {
    Dao<Entity> owners = fresh();
    tagged(owners, "a");
    assertThat(walk(owners, Query.taggedAll("b"))).isEmpty();
    assertThat(walk(owners, Query.taggedAny("b", "c"))).isEmpty();
  }

  @Test
  @Rule("TAGS-06")
  protected final void tag_isMatchedWholeAndByCase() {
    Dao<Entity> owners = fresh();
    tagged(owners, "abc", "A");
    for (String tag : List.of("ab", "bc", "a", "ABC", "abc ")) {
      assertThat(walk(owners, Query.taggedAll(tag))).as(tag).isEmpty();
    }
  }

  @Test
  @Rule("TAGS-07")
  protected final void tagged_noneOrNull_isNeverFound() {
    Dao<Entity> owners = fresh();
    tagged(owners);
    owners.insert(Values.of("name", "a"));
    assertThat(walk(owners, Query.taggedAny("a", ""))).isEmpty();
  }

  @Test
  @Rule("TAGS-08")
  protected final void taggedAll_findsThoseWithEach() {
    Dao<Entity> owners = fresh();
    Key both = tagged(owners, "a", "b", "c").key();
    tagged(owners, "a");
    tagged(owners, "b");
    assertThat(walk(owners, Query.taggedAll("b", "a"))).containsExactly(both);
    assertThat(walk(owners, Query.taggedAll("a", "d"))).isEmpty();
  }

  @Test
  @Rule("TAGS-09")
  protected final void taggedAny_findsThoseWithOneOnce() {
    Dao<Entity> owners = fresh();
    List<Key> keys = List.of(tagged(owners, "a", "b").key(), tagged(owners, "b", "c").key());
    tagged(owners, "d");
    assertThat(walk(owners, Query.taggedAny("a", "b", "c")))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  @Rule("TAGS-10")
  protected final void taggedAny_overlappingOverPages_findsEachOnce() {
    Dao<Entity> owners = fresh();
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(
          Values.of("name", unique("t"))
              .and("tags", i % 5 < 2 ? List.of("all", "some", "few") : List.of("all")));
    }
    owners.insertAll(rows);
    assertThat(walk(owners, Query.taggedAny("all", "some", "few").size(7)))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(walk(owners, Query.taggedAny("some", "few").size(7)))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  @Rule("TAGS-11")
  protected final void taggedAll_rareAmongMany_isOneCompletePage() {
    Dao<Entity> owners = fresh();
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(
          Values.of("name", unique("t"))
              .and("tags", i % 25 == 24 ? List.of("all", "rare") : List.of("all")));
    }
    owners.insertAll(rows);
    assertThat(owners.page(Query.taggedAll("all", "rare").size(2)).items()).hasSize(2);
    assertThat(owners.page(Query.taggedAll("all", "rare").size(2)).next()).isEmpty();
    assertThat(owners.page(Query.taggedAll("all", "none").size(2)).items()).isEmpty();
    assertThat(owners.page(Query.taggedAll("all", "none").size(2)).next()).isEmpty();
  }

  @Test
  @Rule("TAGS-12")
  protected final void tags_changedByEachWrite_findTheEntityByTheNewOnes() {
    Dao<Entity> owners = fresh();
    Entity owner = tagged(owners, "kept", "old");
    Key key = owner.key();
    Key name = Key.by("name", owner.get("name"));
    List<Runnable> writes =
        List.of(
            () -> owners.update(key, Values.of("tags", List.of("kept", "1"))),
            () -> owners.update(name, Values.of("tags", List.of("kept", "2"))),
            () ->
                owners.upsert(
                    key, Values.of("tags", List.of("kept", "3")).and("name", owner.get("name"))),
            () -> owners.upsert(name, Values.of("tags", List.of("kept", "4"))));
    String before = "old";
    for (int i = 0; i < writes.size(); i++) {
      writes.get(i).run();
      String after = String.valueOf(i + 1);
      assertThat(walk(owners, Query.taggedAll(before))).isEmpty();
      assertThat(walk(owners, Query.taggedAll(after, "kept"))).containsExactly(key);
      before = after;
    }
  }

  @Test
  @Rule("TAGS-13")
  protected final void tags_ofADeletedEntity_findNothing() {
    Dao<Entity> owners = fresh();
    owners.delete(tagged(owners, "a").key());
    assertThat(walk(owners, Query.taggedAll("a"))).isEmpty();
  }

  @Test
  @Rule("TAGS-14")
  protected final void offset_isGoodForTheSameTagsInAnotherOrder() {
    Dao<Entity> owners = fresh();
    Set<Key> keys = Set.of(tagged(owners, "a", "b").key(), tagged(owners, "b", "a").key());
    var first = owners.page(Query.taggedAll("a", "b").size(1));
    Offset offset = first.next().orElseThrow();
    var second = owners.page(Query.taggedAll("b", "a").size(1).after(offset));
    assertThat(Set.of(first.items().get(0).key(), second.items().get(0).key())).isEqualTo(keys);
  }

  @Test
  @Rule("TAGS-15")
  protected final void offset_ofAllTags_isNotOneOfAnyTag() {
    Dao<Entity> owners = fresh();
    tagged(owners, "a", "b");
    tagged(owners, "a", "b");
    Offset offset = owners.page(Query.taggedAll("a", "b").size(1)).next().orElseThrow();
    refused(DaoException.Invalid.class, () -> owners.page(Query.taggedAny("a", "b").after(offset)));
  }

  @Test
  @Rule("TAGS-16")
  protected final void count_ofTags_countsThoseFound() {
    Dao<Entity> owners = fresh();
    tagged(owners, "a", "b");
    tagged(owners, "b");
    assertThat(owners.count(Query.taggedAll("a", "b"))).isEqualTo(1);
    assertThat(owners.count(Query.taggedAny("a", "b"))).isEqualTo(2);
    assertThat(owners.count(Query.taggedAny(UUID.randomUUID().toString()))).isZero();
  }
}
