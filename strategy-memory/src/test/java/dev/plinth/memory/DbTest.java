/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import dev.plinth.dao.Change;
import dev.plinth.dao.Changes;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.EntityOf;
import dev.plinth.dao.ForwardingDao;
import dev.plinth.dao.Hook;
import dev.plinth.dao.Operation;
import dev.plinth.dao.PlinthModule;
import dev.plinth.dao.Query;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Fields;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine of the DAOs, on the reference strategy. */
class DbTest {
  private static final SchemaSet SCHEMAS =
      SchemaSet.of(
          Schema.named("owners")
              .primaryKey("id")
              .endpointKey("name")
              .field("id", Typedefs.id())
              .field("created_at", Typedefs.createdAt())
              .field("updated_at", Typedefs.updatedAt())
              .field("name", Fields.string().unique().required())
              .field("note", Fields.string())
              .field("count", Fields.integer())
              .build(),
          Schema.named("pets")
              .primaryKey("id")
              .field("id", Typedefs.id())
              .field("owner", Fields.foreign("owners").onDelete(OnDelete.CASCADE))
              .build());

  private final Db db = Db.on(MemoryStrategy.create()).schemas(SCHEMAS).open();
  private final Dao<Entity> owners = db.dao("owners");

  @EntityOf("owners")
  record Owner(@Nullable UUID id, String name, @Nullable String note, @Nullable Long count) {
    Owner noted(String text) {
      return new Owner(id, name, text, count);
    }

    Owner counted(long number) {
      return new Owner(id, name, note, number);
    }
  }

  @EntityOf("owners")
  record Misfit(UUID id, String colour) {}

  record Homeless(UUID id) {}

  /** An application's own DAO. */
  static final class Owners extends ForwardingDao {
    private final Db registry;

    Owners(Dao<Entity> base, Db registry) {
      super(base);
      this.registry = registry;
    }

    long pets(Key owner) {
      return registry.dao("pets").count(Query.where("owner", owner));
    }

    @Override
    public Entity insert(Values values, WriteOptions options) {
      return super.insert(values.and("note", "through the application's own"), options);
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void dao_ofARecordClass_readsAndWritesIt() {
    Dao<Owner> typed = db.dao(Owner.class);
    Owner bob = typed.insert(new Owner(null, "bob", null, 1L));
    assertThat(bob.id()).isNotNull();
    assertThat(typed.select(typed.ref(bob))).contains(bob);
    assertThat(typed.stream(Query.all()).toList()).containsExactly(bob);
    Owner noted = typed.update(bob, bob.noted("n"));
    assertThat(noted).isEqualTo(bob.noted("n"));
    assertThat(typed.upsert(noted.counted(5)).count()).isEqualTo(5);
    assertThat(typed.delete(typed.ref(bob))).isTrue();
    assertThat(typed.select(typed.ref(bob))).isEmpty();
  }

  @Test
  void update_statesOfARecord_mergesOtherFieldsAndRefusesTheSame() {
    Dao<Owner> typed = db.dao(Owner.class);
    Owner bob = typed.insert(new Owner(null, "bob", "a", 1L));
    typed.update(bob, bob.counted(2));
    assertThat(typed.update(bob, bob.noted("b"))).isEqualTo(bob.noted("b").counted(2));
    assertThatThrownBy(() -> typed.update(bob, bob.counted(3)))
        .isInstanceOf(DaoException.Changed.class)
        .hasMessageContaining("'count' was changed meanwhile");
  }

  @Test
  void dao_ofAClassThatDoesNotFit_saysWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db.dao(Misfit.class))
        .withMessageContaining("'colour' stands for no field");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db.dao(Homeless.class))
        .withMessageContaining("@EntityOf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db.dao("owner"))
        .withMessageContaining("owners");
  }

  @Test
  void hook_vetoing_nothingIsWritten() {
    Hook hook =
        new Hook() {
          @Override
          public void before(Operation operation) {
            if (operation.kind() == Operation.Kind.INSERT) {
              throw new DaoException.Vetoed("no more owners");
            }
          }
        };
    try (Db guarded = Db.on(MemoryStrategy.create()).schemas(SCHEMAS).hook("owners", hook).open()) {
      assertThatThrownBy(() -> guarded.dao("owners").insert(Values.of("name", "bob")))
          .isInstanceOf(DaoException.Vetoed.class)
          .hasMessageContaining("no more owners");
      assertThat(guarded.dao("owners").count(Query.all())).isZero();
    }
  }

  @Test
  void hooks_ofAWrite_runInOrderWithBothStates() {
    List<String> told = new ArrayList<>();
    Hook one = telling("one", told);
    Hook two = telling("two", told);
    try (Db watched =
        Db.on(MemoryStrategy.create())
            .schemas(SCHEMAS)
            .hook("owners", one)
            .hook("owners", two)
            .open()) {
      Key bob = watched.dao("owners").insert(Values.of("name", "bob")).key();
      watched.dao("owners").update(bob, Values.of("name", "rob"));
      watched.dao("owners").delete(bob);
    }
    assertThat(told)
        .containsExactly(
            "one before INSERT null->bob",
            "two before INSERT null->bob",
            "one after INSERT null->bob",
            "two after INSERT null->bob",
            "one before UPDATE bob->rob",
            "two before UPDATE bob->rob",
            "one after UPDATE bob->rob",
            "two after UPDATE bob->rob",
            "one before DELETE rob->null",
            "two before DELETE rob->null",
            "one after DELETE rob->null",
            "two after DELETE rob->null");
  }

  private static Hook telling(String name, List<String> told) {
    return new Hook() {
      @Override
      public void before(Operation operation) {
        told.add(name + " before " + text(operation));
      }

      @Override
      public void after(Operation operation) {
        told.add(name + " after " + text(operation));
      }

      private String text(Operation operation) {
        return operation.kind()
            + " "
            + operation.before().map(entity -> entity.get("name")).orElse(null)
            + "->"
            + operation.after().map(entity -> entity.get("name")).orElse(null);
      }
    };
  }

  @Test
  void custom_dao_standsInFrontOfTheEngine() {
    try (Db own =
        Db.on(MemoryStrategy.create())
            .schemas(SCHEMAS)
            .dao("owners", Owners.class, Owners::new)
            .open()) {
      Entity bob = own.dao("owners").insert(Values.of("name", "bob"));
      assertThat(bob.get("note")).isEqualTo("through the application's own");
      own.dao("pets").insert(Values.of("owner", bob.key()));
      assertThat(own.custom(Owners.class).pets(bob.key())).isEqualTo(1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db.custom(Owners.class))
        .withMessageContaining("is not registered: hand it over with Db.Builder.dao");
  }

  @Test
  void changes_ofACascade_areToldChildrenFirst() throws Exception {
    List<String> told = new ArrayList<>();
    Entity bob = owners.insert(Values.of("name", "bob"));
    db.dao("pets").insert(Values.of("owner", bob.key()));
    try (Changes.Subscription one =
            db.changes().subscribe("owners", change -> told.add(text(change)));
        Changes.Subscription other =
            db.changes().subscribe("pets", change -> told.add(text(change)))) {
      assertThat(List.of(one, other)).doesNotContainNull();
      owners.delete(bob.key());
    }
    assertThat(told).containsExactly("pets DELETED", "owners DELETED");
    owners.insert(Values.of("name", "bob"));
    assertThat(told).as("a closed subscription hears nothing").hasSize(2);
  }

  private static String text(Change change) {
    return change.schema() + " " + change.kind();
  }

  @Test
  void subscriber_thatThrows_undoesNothing() {
    try (Changes.Subscription subscription =
        db.changes()
            .subscribe(
                "owners",
                change -> {
                  throw new IllegalStateException("a subscriber's own trouble");
                })) {
      assertThat(subscription).isNotNull();
      assertThat(owners.insert(Values.of("name", "bob")).get("name")).isEqualTo("bob");
    }
    assertThat(owners.count(Query.all())).isEqualTo(1);
  }

  @Test
  void inTransaction_thrown_leavesNothingAndTellsNobody() {
    List<String> told = new ArrayList<>();
    try (Changes.Subscription subscription =
        db.changes().subscribe("owners", change -> told.add(text(change)))) {
      assertThat(subscription).isNotNull();
      assertThatThrownBy(
              () ->
                  db.useTransaction(
                      tx -> {
                        tx.dao("owners").insert(Values.of("name", "bob"));
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(told).isEmpty();
      assertThat(db.<Entity>inTransaction(tx -> tx.dao("owners").insert(Values.of("name", "bob"))))
          .isNotNull();
      assertThat(told).containsExactly("owners CREATED");
    }
  }

  @Test
  void inTransaction_outerDaoUsedInside_throws() {
    assertThatThrownBy(() -> db.useTransaction(tx -> owners.insert(Values.of("name", "bob"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
    assertThat(owners.count(Query.all())).isZero();
  }

  @Test
  void insert_severalProblems_areAllTold() {
    assertThatThrownBy(
            () -> owners.insert(Values.of("name", null).and("count", "x").and("colour", 1)))
        .isInstanceOfSatisfying(
            DaoException.SchemaViolation.class,
            e -> assertThat(e.violations().toTree()).containsOnlyKeys("name", "count", "colour"));
  }

  @Test
  void module_ofARegistry_injectsTypedDaos() {
    Dao<Owner> injected =
        Guice.createInjector(PlinthModule.of(db, List.of(Owner.class)))
            .getInstance(com.google.inject.Key.get(new TypeLiteral<Dao<Owner>>() {}));
    assertThat(injected.insert(new Owner(null, "bob", null, null)).name()).isEqualTo("bob");
  }
}
