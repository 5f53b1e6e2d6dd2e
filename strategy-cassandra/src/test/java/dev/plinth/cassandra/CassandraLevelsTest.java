/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CassandraLevelsTest {
  private static final Schema NOTES =
      Schema.named("level_notes")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("text", string())
          .build();
  private static final String REFUSAL =
      "is worked on at 'levels: global', and this node would at 'levels: local in datacenter1'";

  private final CassandraConfig config = TestDatabase.config();
  private final Db global = open(config);
  private final CassandraStrategy other = CassandraStrategy.of(config.withLocalLevels());
  private final Db local = Db.on(other).schemas(NOTES).open();

  @BeforeEach
  void create() {
    global.createTables();
  }

  @AfterEach
  void close() {
    local.close();
    global.close();
  }

  private static Db open(CassandraConfig config) {
    return Db.on(CassandraStrategy.of(config)).schemas(NOTES).open();
  }

  private static void insert(Db db) {
    db.dao("level_notes").insert(Values.of("text", "a"));
  }

  private List<Finding> found(boolean repaired) {
    List<Finding> found = new ArrayList<>();
    other
        .doctor(Table.of(SchemaSet.of(NOTES)).values())
        .orElseThrow()
        .examine(
            finding -> {
              found.add(finding);
              assertThat(!repaired || finding.repair()).isTrue();
            });
    return found;
  }

  @Test
  void operation_otherNodesAtOtherLevels_isRefusedWithWhatToDo() {
    insert(global);
    assertThatThrownBy(() -> insert(local))
        .isInstanceOf(DaoException.Fault.class)
        .hasMessageContaining(REFUSAL)
        .hasMessageContaining("plinth doctor --strategy cassandra --repair");
    assertThatThrownBy(() -> local.dao("level_notes").select(Key.of(new UUID(0, 1))))
        .hasMessageContaining(REFUSAL);
  }

  @Test
  void createTables_tablesOfOtherLevelsThere_leavesTheLevelsAsTheyWere() {
    local.createTables();
    assertThatThrownBy(() -> insert(local)).hasMessageContaining(REFUSAL);
    insert(global);
  }

  @Test
  void doctor_otherLevelsStated_findsThatAndNothingElse() {
    assertThat(found(false))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo("levels");
              assertThat(finding.what()).contains(REFUSAL);
            });
    assertThatThrownBy(() -> insert(local)).hasMessageContaining(REFUSAL);
  }

  @Test
  void doctor_repairsLevels_statesThoseOfItsNode() {
    assertThat(found(true)).hasSize(1);
    insert(local);
    assertThat(found(false)).isEmpty();
    try (Db late = open(config)) {
      assertThatThrownBy(() -> insert(late))
          .hasMessageContaining("is worked on at 'levels: local in datacenter1'");
    }
  }
}
