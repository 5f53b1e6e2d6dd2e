/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** Consumers by Hibernate's stateless session: no cache of rows, no dirty checking. */
final class HibernateConsumers implements ConsumerReads {
  private static final UUID WORKSPACE = new UUID(0, 0);

  private final HikariDataSource pool;
  private final SessionFactory factory;

  /** A consumer as Hibernate maps it. */
  @Entity(name = "Consumer")
  @Table(name = "consumers")
  static class Row {
    @Id @Nullable UUID id;

    @Column(name = "ws_id")
    @Nullable UUID workspace;

    @Column(name = "created_at")
    @Nullable Instant createdAt;

    @Column(name = "updated_at")
    @Nullable Instant updatedAt;

    @Nullable String username;

    @Column(name = "custom_id")
    @Nullable String customId;

    String @Nullable [] tags;
  }

  HibernateConsumers(HikariDataSource pool) {
    this.pool = pool;
    Configuration configuration = new Configuration().addAnnotatedClass(Row.class);
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    configuration.setProperty("jakarta.persistence.validation.mode", "none");
    configuration.setProperty("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD");
    this.factory = configuration.buildSessionFactory();
  }

  @Override
  public Object byId(UUID id) {
    try (StatelessSession session = factory.openStatelessSession()) {
      return Objects.requireNonNull(session.get(Row.class, id));
    }
  }

  @Override
  public Object byUsername(String username) {
    try (StatelessSession session = factory.openStatelessSession()) {
      return session
          .createSelectionQuery(
              "from Consumer where workspace = :workspace and username = :username", Row.class)
          .setParameter("workspace", WORKSPACE)
          .setParameter("username", username)
          .getSingleResult();
    }
  }

  @Override
  public List<?> page() {
    try (StatelessSession session = factory.openStatelessSession()) {
      return session
          .createSelectionQuery("from Consumer where workspace = :workspace order by id", Row.class)
          .setParameter("workspace", WORKSPACE)
          .setMaxResults(PAGE)
          .getResultList();
    }
  }

  @Override
  public void close() {
    factory.close();
    pool.close();
  }
}
