/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.mapper.annotations.Dao;
import com.datastax.oss.driver.api.mapper.annotations.DefaultNullSavingStrategy;
import com.datastax.oss.driver.api.mapper.annotations.Insert;
import com.datastax.oss.driver.api.mapper.annotations.Select;
import com.datastax.oss.driver.api.mapper.annotations.StatementAttributes;
import com.datastax.oss.driver.api.mapper.entity.saving.NullSavingStrategy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes by the driver's own mapper, which generates what this says. */
@Dao
@DefaultNullSavingStrategy(NullSavingStrategy.DO_NOT_SET)
interface NoteMapperDao {
  @Select
  @StatementAttributes(consistencyLevel = "QUORUM", idempotence = true)
  @Nullable MappedNote select(UUID id);

  @Insert(ifNotExists = true)
  @StatementAttributes(consistencyLevel = "QUORUM", serialConsistencyLevel = "SERIAL")
  ResultSet insert(MappedNote note);
}
