/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.cassandra.core.CassandraTemplate;
import org.springframework.data.cassandra.core.InsertOptions;
import org.springframework.data.cassandra.core.cql.CqlTemplate;

/** Notes by Spring Data Cassandra, its statements prepared. */
final class SpringNotes implements Notes {
  private static final InsertOptions ABSENT =
      InsertOptions.builder()
          .withIfNotExists()
          .consistencyLevel(ConsistencyLevel.QUORUM)
          .serialConsistencyLevel(ConsistencyLevel.SERIAL)
          .build();

  private final CqlSession session;
  private final CassandraTemplate template;

  SpringNotes(CqlSession session) {
    this.session = session;
    this.template = new CassandraTemplate(session);
    ((CqlTemplate) template.getCqlOperations()).setConsistencyLevel(ConsistencyLevel.QUORUM);
    this.template.setUsePreparedStatements(true);
  }

  @Override
  public Object select(UUID id) {
    return Objects.requireNonNull(template.selectOneById(id, Note.class));
  }

  @Override
  public Object insert(UUID id) {
    if (!template.insert(Note.of(id), ABSENT).wasApplied()) {
      throw new IllegalStateException("not applied");
    }
    return id;
  }

  @Override
  public void close() {
    session.close();
  }
}
