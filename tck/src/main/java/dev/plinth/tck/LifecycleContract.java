/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Opening, closing, and what a strategy says of itself. */
public abstract non-sealed class LifecycleContract extends Contract {
  /** For authors to extend. */
  protected LifecycleContract() {}

  @Test
  @Rule("LIFE-01")
  protected final void name_isAWordInLowerCase() {
    assertThat(strategy().name()).matches("[a-z][a-z0-9-]*");
  }

  @Test
  @Rule("LIFE-02")
  protected final void check_running_isUpWithAVersion() {
    assertThat(strategy().check().isUp()).isTrue();
    assertThat(strategy().check().version()).isPresent();
  }

  @Test
  @Rule("LIFE-03")
  protected final void lacks_andOptionalParts_agree() {
    assertThat(strategy().transactions().isPresent())
        .as("transactions() is present exactly when TRANSACTIONS is not lacking")
        .isNotEqualTo(strategy().lacks().contains(Capability.TRANSACTIONS));
    assertThat(strategy().events().isPresent())
        .as("events() is present exactly when EVENT_LOG is not lacking")
        .isNotEqualTo(strategy().lacks().contains(Capability.EVENT_LOG));
    assertThat(strategy().connector().isPresent())
        .as("connector() is present exactly when STATEMENTS is not lacking")
        .isNotEqualTo(strategy().lacks().contains(Capability.STATEMENTS));
  }

  @Test
  @Rule("LIFE-04")
  protected final void prepare_again_changesNothing() {
    Key key = owners().insert(Values.of("name", unique("life"))).key();
    db().createTables();
    assertThat(owners().select(key)).isPresent();
  }

  @Test
  @Rule("LIFE-05")
  protected final void open_anotherInstance_worksBesideTheFirst() {
    try (Strategy another = backend().another();
        Db db = Db.on(another).schemas(KitSchemas.all()).open()) {
      db.createTables();
      db.dao(KitSchemas.PLAIN).insert(Values.of("name", unique("life")));
      assertThat(another.check().isUp()).isTrue();
    }
    assertThat(strategy().check().isUp()).isTrue();
  }

  @Test
  @Rule("LIFE-06")
  @Requires(Capability.TRANSACTIONS)
  protected final void transaction_thrown_leavesNothing() {
    String name = unique("tx");
    assertThatThrownBy(
            () ->
                db().useTransaction(
                        tx -> {
                          tx.dao(KitSchemas.OWNERS).insert(Values.of("name", name));
                          assertThat(tx.dao(KitSchemas.OWNERS).select(Key.by("name", name)))
                              .isPresent();
                          throw new IllegalStateException("undo");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("LIFE-07")
  @Requires(value = Capability.TRANSACTIONS, absent = true)
  protected final void transaction_lacking_isRefusedCleanly() {
    AtomicBoolean ran = new AtomicBoolean();
    assertThatThrownBy(() -> db().useTransaction(tx -> ran.set(true)))
        .isInstanceOf(DaoException.Unsupported.class);
    assertThat(ran).isFalse();
  }

  @Test
  @Rule("LIFE-08")
  protected final void lacks_andSupports_agree() {
    for (Capability capability : Capability.values()) {
      assertThat(db().supports(capability))
          .as(capability.name())
          .isNotEqualTo(strategy().lacks().contains(capability));
    }
  }

  @Test
  @Rule("LIFE-09")
  protected final void limits_areOfUse() {
    assertThat(strategy().limits().pageSize()).isBetween(1_000, 50_000);
    assertThat(strategy().limits().batchSize()).isPositive();
  }

  @Test
  @Rule("LIFE-10")
  protected final void prepare_byManyAtOnce_succeedsForAll() {
    assertThat(
            Race.run(
                3,
                () -> {
                  db().createTables();
                  return true;
                }))
        .hasSize(3);
  }
}
