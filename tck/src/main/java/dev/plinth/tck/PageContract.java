/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walking through many entities, a page at a time. Each rule works in a workspace of its own, so
 * that it knows what is there.
 */
public abstract non-sealed class PageContract extends Contract {
  /** For authors to extend. */
  protected PageContract() {}

  private static List<Entity> fill(Dao<Entity> owners, int count) {
    List<Entity> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(
          owners.insert(
              Values.of("name", unique("page"))
                  .and("group", i % 2 == 0 ? "even" : "odd")
                  .and("tags", List.of(i % 2 == 0 ? "even" : "odd", "all"))));
    }
    return made;
  }

  @Test
  @Rule("PAGE-01")
  protected final void page_throughAll_givesEachExactlyOnce() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    List<Entity> made = fill(owners, 23);
    for (int size : new int[] {1, 2, 5, 23, 24, 1_000}) {
      assertThat(walk(owners, Query.all().size(size)))
          .as("pages of " + size)
          .containsExactlyInAnyOrderElementsOf(made.stream().map(Entity::key).toList());
    }
    assertThat(owners.count(Query.all())).isEqualTo(23);
  }

  @Test
  @Rule("PAGE-02")
  protected final void page_exactlyFull_hasNoEmptyOneAfterIt() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 6);
    Page<Entity> first = owners.page(Query.all().size(3));
    assertThat(first.items()).hasSize(3);
    Page<Entity> second = owners.page(Query.all().size(3).after(first.next().orElseThrow()));
    assertThat(second.items()).hasSize(3);
    assertThat(second.next()).as("no offset after the last entity").isEmpty();
    assertThat(elsewhere().dao(KitSchemas.OWNERS).page(Query.all()).items()).isEmpty();
  }

  @Test
  @Rule("PAGE-03")
  protected final void page_whileOthersComeAndGo_neverSkipsWhatStays() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    List<Entity> made = fill(owners, 20);
    Set<Key> staying = new LinkedHashSet<>(made.stream().skip(10).map(Entity::key).toList());
    List<Key> seen = new ArrayList<>();
    Query query = Query.all().size(3);
    int gone = 0;
    while (true) {
      Page<Entity> page = owners.page(query);
      page.forEach(entity -> seen.add(entity.key()));
      if (gone < 10) {
        owners.delete(made.get(gone++).key());
        owners.insert(Values.of("name", unique("page")));
      }
      if (page.next().isEmpty()) {
        break;
      }
      query = query.after(page.next().get());
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
  }

  @Test
  @Rule("PAGE-04")
  protected final void page_offsetAsText_isGoodLater() {
    Key workspace = Key.of(UUID.randomUUID());
    Dao<Entity> owners = db().in(workspace).dao(KitSchemas.OWNERS);
    fill(owners, 5);
    Page<Entity> first = owners.page(Query.all().size(2));
    String offset = first.next().orElseThrow().toString();
    List<Key> rest = walk(owners, Query.all().size(2).after(Offset.parse(offset)));
    assertThat(rest)
        .hasSize(3)
        .doesNotContainAnyElementsOf(first.items().stream().map(Entity::key).toList());
    assertThat(offset).matches("[A-Za-z0-9_-]+");
  }

  /** Rows of a store without statements may live with its instance. */
  @Test
  @Rule("PAGE-11")
  @Requires(Capability.STATEMENTS)
  protected final void page_offset_survivesReopening() {
    Key workspace = Key.of(UUID.randomUUID());
    Dao<Entity> owners = db().in(workspace).dao(KitSchemas.OWNERS);
    fill(owners, 5);
    String offset = owners.page(Query.all().size(2)).next().orElseThrow().toString();
    List<Key> rest = walk(owners, Query.all().size(2).after(Offset.parse(offset)));
    try (Strategy another = backend().another();
        Db reopened = Db.on(another).schemas(KitSchemas.all()).open()) {
      assertThat(
              walk(
                  reopened.in(workspace).dao(KitSchemas.OWNERS),
                  Query.all().size(2).after(Offset.parse(offset))))
          .isEqualTo(rest);
    }
  }

  @Test
  @Rule("PAGE-05")
  protected final void page_badOrForeignOffset_isRefused() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 3);
    Offset offset = owners.page(Query.all().size(1)).next().orElseThrow();
    for (Offset bad :
        List.of(
            Offset.parse("x"),
            Offset.parse(""),
            Offset.parse("AAAA"),
            Offset.parse(offset + "AAAA"))) {
      assertThatThrownBy(() -> owners.page(Query.all().after(bad)), "offset '%s'", bad)
          .isInstanceOfSatisfying(
              DaoException.Invalid.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OFFSET));
    }
    assertThatThrownBy(() -> owners.page(Query.taggedAll("all").after(offset)))
        .isInstanceOf(DaoException.Invalid.class);
    assertThatThrownBy(() -> things().page(Query.all().after(offset)))
        .isInstanceOf(DaoException.Invalid.class);
    assertThatThrownBy(() -> elsewhere().dao(KitSchemas.OWNERS).page(Query.all().after(offset)))
        .isInstanceOf(DaoException.Invalid.class);
  }

  @Test
  @Rule("PAGE-06")
  protected final void page_byReferenceAndIndex_givesThoseOnly() {
    Db here = elsewhere();
    Dao<Entity> owners = here.dao(KitSchemas.OWNERS);
    List<Entity> made = fill(owners, 4);
    List<Key> children = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      children.add(here.dao(KitSchemas.THINGS).insert(Values.of("owner", made.get(0).key())).key());
      here.dao(KitSchemas.THINGS).insert(Values.of("owner", made.get(1).key()));
    }
    assertThat(walk(here.dao(KitSchemas.THINGS), Query.where("owner", made.get(0)).size(2)))
        .containsExactlyInAnyOrderElementsOf(children);
    assertThat(walk(here.dao(KitSchemas.THINGS), Query.where("owner", Key.of(UUID.randomUUID()))))
        .isEmpty();
    assertThat(walk(owners, Query.where("group", "even").size(1))).hasSize(2);
    assertThatThrownBy(() -> owners.page(Query.where("text", "x")))
        .isInstanceOf(DaoException.Invalid.class)
        .hasMessageContaining("index: true");
  }

  @Test
  @Rule("PAGE-07")
  protected final void page_byTags_givesCompletePages() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 11);
    assertThat(walk(owners, Query.taggedAll("even", "all").size(2)))
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThat(walk(owners, Query.taggedAny("even", "odd").size(2)))
        .hasSize(11)
        .doesNotHaveDuplicates();
    assertThat(walk(owners, Query.taggedAll("even", "odd"))).isEmpty();
    assertThat(owners.page(Query.taggedAny("odd", "none").size(3)).items()).hasSize(3);
  }

  @Test
  @Rule("PAGE-08")
  @Requires(Capability.ORDERED_PAGES)
  protected final void page_ordered_isByPrimaryKey() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 12);
    assertThat(walk(owners, Query.all().size(5)).stream().map(Key::toString)).isSorted();
  }

  @Test
  @Rule("PAGE-09")
  protected final void page_sizeOutOfRange_isRefused() {
    int most = strategy().limits().pageSize();
    assertThat(owners().page(Query.all().size(most)).items()).isNotNull();
    for (int size : new int[] {-1, most + 1}) {
      assertThatThrownBy(() -> owners().page(Query.all().size(size)))
          .isInstanceOfSatisfying(
              DaoException.Invalid.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SIZE));
    }
  }

  @Test
  @Rule("PAGE-10")
  protected final void page_ofExpiringRows_showsTheirTimeToLive() {
    Dao<Entity> things = elsewhere().dao(KitSchemas.THINGS);
    things.insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(100)));
    things.insert(Values.none());
    assertThat(things.page(Query.all()).items())
        .extracting(thing -> thing.ttl().isPresent())
        .as("time to live on a page")
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  @Rule("PAGE-12")
  protected final void page_ofNothing_isEmptyAndTheLast() {
    Page<Entity> page = elsewhere().dao(KitSchemas.OWNERS).page(Query.all());
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  @Rule("PAGE-13")
  protected final void page_again_isInTheSameOrder() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 10);
    assertThat(owners.page(Query.all()).items()).isEqualTo(owners.page(Query.all()).items());
  }

  @Test
  @Rule("PAGE-14")
  protected final void page_fromOneOffsetTwice_isTheSame() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 10);
    Query rest = Query.all().size(3);
    Query next = rest.after(owners.page(rest).next().orElseThrow());
    assertThat(owners.page(next).items()).hasSize(3).isEqualTo(owners.page(next).items());
  }

  @Test
  @Rule("PAGE-15")
  protected final void pages_areFullButForTheLast() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 10);
    List<Integer> sizes = new ArrayList<>();
    Query query = Query.all().size(3);
    for (Page<Entity> page = owners.page(query); ; page = owners.page(query)) {
      sizes.add(page.items().size());
      if (page.next().isEmpty()) {
        break;
      }
      query = query.after(page.next().get());
    }
    assertThat(sizes).containsExactly(3, 3, 3, 1);
  }

  @Test
  @Rule("PAGE-16")
  protected final void page_withoutASize_holdsAThousand() {
    Dao<Entity> things = elsewhere().dao(KitSchemas.THINGS);
    things.insertAll(Stream.generate(Values::none).limit(1_001).toList());
    Page<Entity> page = things.page(Query.all());
    assertThat(page.items()).hasSize(1_000);
    assertThat(things.page(Query.all().after(page.next().orElseThrow())).items()).hasSize(1);
  }

  @Test
  @Rule("PAGE-17")
  protected final void page_ofAnotherSizeThanTheOneBefore_goesOn() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 10);
    Page<Entity> first = owners.page(Query.all().size(4));
    Page<Entity> second = owners.page(Query.all().size(6).after(first.next().orElseThrow()));
    assertThat(second.items()).hasSize(6).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isEmpty();
  }

  @Test
  @Rule("PAGE-18")
  protected final void offset_ofARowThatIsGone_isGood() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 6);
    Page<Entity> first = owners.page(Query.all().size(2));
    first.forEach(owner -> owners.delete(owner.key()));
    assertThat(walk(owners, Query.all().size(2).after(first.next().orElseThrow()))).hasSize(4);
  }

  @Test
  @Rule("PAGE-19")
  protected final void each_canBeWalkedAgain() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    fill(owners, 5);
    Iterable<Entity> each = owners.each(Query.all().size(2));
    assertThat(each).hasSize(5);
    assertThat(each).hasSize(5);
    assertThat(owners.each()).hasSize(5);
    assertThat(owners.stream(Query.all())).hasSize(5);
  }
}
