/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Many threads at few rows, whatever they do: one order of all operations explains what each of
 * them returned, at a moment between its call and its answer. {@code -Dplinth.tck.rounds=1000}
 * looks harder.
 */
public abstract non-sealed class HistoryContract extends Contract {
  private static final int THREADS = 6;
  private static final int ROWS = 3;
  private static final int OPERATIONS = 20;

  /** For authors to extend. */
  protected HistoryContract() {}

  /** What threads do to rows of one schema. */
  private static final class Storm {
    private final List<UUID> ids = new ArrayList<>();
    private final String unique;
    private final boolean shared;
    private final History history;
    private final Dao<Entity> dao;

    /**
     * Makes one.
     *
     * @param shared whether values go from row to row
     */
    Storm(Dao<Entity> dao, String unique, boolean shared) {
      this.unique = unique;
      this.shared = shared;
      this.history = new History(unique, "text");
      this.dao = history.recording(dao);
      for (int i = 0; i < ROWS; i++) {
        ids.add(UUID.randomUUID());
      }
    }

    void run(int round) {
      List<Callable<Integer>> works = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(round * 100L + thread);
        String name = "t" + thread + "-";
        works.add(
            () -> {
              int answered = 0;
              for (int i = 0; i < OPERATIONS; i++) {
                answered += isAnswered(random, name + i) ? 1 : 0;
              }
              return answered;
            });
      }
      int answered = Race.run(works).stream().mapToInt(Integer::intValue).sum();
      assertThat(answered).as("operations answered").isGreaterThan(THREADS * OPERATIONS * 2 / 3);
      history.requireExplained();
    }

    private boolean isAnswered(Random random, String text) {
      try {
        operate(random, text);
        return true;
      } catch (DaoException.Duplicate | DaoException.NotFound e) {
        return true;
      } catch (DaoException.Changed | DaoException.Fault e) {
        return false; // too many at once, or outcome unknown: the history knows
      }
    }

    private void operate(Random random, String text) {
      int row = random.nextInt(ROWS);
      UUID id = ids.get(row);
      int owner = shared ? random.nextInt(ROWS) : row;
      Key key = Key.of(id);
      Key name = Key.by(unique, owner + "-" + random.nextInt(2));
      Values content = Values.of("text", text);
      Values all = content.and(unique, name.part(0)).and("id", id);
      switch (random.nextInt(12)) {
        case 0, 1 -> dao.insert(all);
        case 2, 3 -> dao.update(key, content);
        case 4 -> dao.update(key, all);
        case 5 -> dao.update(name, content);
        case 6 -> dao.upsert(key, all);
        case 7 -> dao.upsert(name, all);
        case 8, 9 -> dao.delete(key);
        case 10 -> dao.select(key);
        default -> dao.select(name);
      }
    }
  }

  @Test
  @Rule("HISTORY-01")
  protected final void operations_onRowsApart_areOneAfterTheOther() {
    Race.rounds(round -> new Storm(elsewhere().dao(KitSchemas.BADGES), "key", false).run(round));
  }

  @Test
  @Rule("HISTORY-02")
  protected final void operations_onRowsThatPassValuesOn_areOneAfterTheOther() {
    Race.rounds(round -> new Storm(elsewhere().dao(KitSchemas.BADGES), "key", true).run(round));
  }

  @Test
  @Rule("HISTORY-03")
  protected final void operations_onRowsThatOthersMayReferTo_areOneAfterTheOther() {
    Race.rounds(round -> new Storm(elsewhere().dao(KitSchemas.OWNERS), "name", true).run(round));
  }
}
