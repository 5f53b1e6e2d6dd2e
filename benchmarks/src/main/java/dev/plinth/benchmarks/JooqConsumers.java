/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectWhereStep;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Consumers by jOOQ, its logging off. */
final class JooqConsumers implements ConsumerReads {
  private static final UUID WORKSPACE = new UUID(0, 0);
  private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
  private static final Field<UUID> WS = field(name("ws_id"), SQLDataType.UUID);
  private static final Field<Instant> CREATED = field(name("created_at"), SQLDataType.INSTANT);
  private static final Field<Instant> UPDATED = field(name("updated_at"), SQLDataType.INSTANT);
  private static final Field<String> USERNAME = field(name("username"), SQLDataType.CLOB);
  private static final Field<String> CUSTOM = field(name("custom_id"), SQLDataType.CLOB);
  private static final Field<String[]> TAGS =
      field(name("tags"), SQLDataType.CLOB.getArrayDataType());

  private final HikariDataSource pool;
  private final DSLContext jooq;

  JooqConsumers(HikariDataSource pool) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    this.pool = pool;
    this.jooq = DSL.using(pool, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
  }

  private SelectWhereStep<? extends Record> select() {
    return jooq.select(ID, CREATED, UPDATED, USERNAME, CUSTOM, TAGS).from(table(name("consumers")));
  }

  private static Consumer read(Record row) {
    String @Nullable [] tags = row.get(TAGS);
    return new Consumer(
        row.get(ID),
        row.get(CREATED),
        row.get(UPDATED),
        row.get(USERNAME),
        row.get(CUSTOM),
        tags == null ? null : List.of(tags));
  }

  @Override
  public Object byId(UUID id) {
    return Objects.requireNonNull(select().where(ID.eq(id)).fetchOne(JooqConsumers::read));
  }

  @Override
  public Object byUsername(String username) {
    return Objects.requireNonNull(
        select().where(WS.eq(WORKSPACE).and(USERNAME.eq(username))).fetchOne(JooqConsumers::read));
  }

  @Override
  public List<?> page() {
    return select().where(WS.eq(WORKSPACE)).orderBy(ID).limit(PAGE).fetch(JooqConsumers::read);
  }

  @Override
  public void close() {
    pool.close();
  }
}
