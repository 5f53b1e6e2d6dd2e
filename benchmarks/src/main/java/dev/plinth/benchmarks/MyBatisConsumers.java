/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** Consumers by a plain mapper of MyBatis. */
final class MyBatisConsumers implements ConsumerReads {
  private static final UUID WORKSPACE = new UUID(0, 0);

  private final HikariDataSource pool;
  private final SqlSessionFactory factory;

  MyBatisConsumers(HikariDataSource pool) {
    this.pool = pool;
    Configuration configuration =
        new Configuration(new Environment("benchmarks", new JdbcTransactionFactory(), pool));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.getTypeHandlerRegistry().register(UUID.class, new UuidHandler());
    configuration.getTypeHandlerRegistry().register(List.class, new TextsHandler());
    configuration.addMapper(Mapper.class);
    this.factory = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** The statements. */
  interface Mapper {
    /** The columns. */
    String COLUMNS =
        "SELECT id, created_at, updated_at, username, custom_id, tags FROM consumers WHERE ";

    @Results(id = "consumer")
    @Arg(column = "id", javaType = UUID.class, id = true, typeHandler = UuidHandler.class)
    @Arg(column = "created_at", javaType = java.time.Instant.class)
    @Arg(column = "updated_at", javaType = java.time.Instant.class)
    @Arg(column = "username", javaType = String.class)
    @Arg(column = "custom_id", javaType = String.class)
    @Arg(column = "tags", javaType = List.class, typeHandler = TextsHandler.class)
    @Select(COLUMNS + "id = #{id}")
    Consumer byId(UUID id);

    @org.apache.ibatis.annotations.ResultMap("consumer")
    @Select(COLUMNS + "ws_id = #{workspace} AND username = #{username}")
    Consumer byUsername(@Param("workspace") UUID workspace, @Param("username") String username);

    @org.apache.ibatis.annotations.ResultMap("consumer")
    @Select(COLUMNS + "ws_id = #{workspace} ORDER BY id LIMIT #{size}")
    List<Consumer> page(@Param("workspace") UUID workspace, @Param("size") int size);
  }

  /** Binds and reads UUIDs. */
  static final class UuidHandler extends BaseTypeHandler<UUID> {
    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int place, UUID value, @Nullable JdbcType type)
        throws SQLException {
      statement.setObject(place, value);
    }

    @Override
    public UUID getNullableResult(ResultSet row, String column) throws SQLException {
      return row.getObject(column, UUID.class);
    }

    @Override
    public UUID getNullableResult(ResultSet row, int column) throws SQLException {
      return row.getObject(column, UUID.class);
    }

    @Override
    public UUID getNullableResult(CallableStatement call, int place) throws SQLException {
      return call.getObject(place, UUID.class);
    }
  }

  /** Reads arrays of texts. */
  static final class TextsHandler extends BaseTypeHandler<List<String>> {
    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int place, List<String> value, @Nullable JdbcType type)
        throws SQLException {
      statement.setArray(place, statement.getConnection().createArrayOf("text", value.toArray()));
    }

    @Override
    public @Nullable List<String> getNullableResult(ResultSet row, String column)
        throws SQLException {
      return list(row.getArray(column));
    }

    @Override
    public @Nullable List<String> getNullableResult(ResultSet row, int column) throws SQLException {
      return list(row.getArray(column));
    }

    @Override
    public @Nullable List<String> getNullableResult(CallableStatement call, int place)
        throws SQLException {
      return list(call.getArray(place));
    }

    private static @Nullable List<String> list(@Nullable Array array) throws SQLException {
      return array == null ? null : List.of((String[]) array.getArray());
    }
  }

  private <T> T run(Function<Mapper, T> work) {
    try (SqlSession session = factory.openSession(true)) {
      return work.apply(session.getMapper(Mapper.class));
    }
  }

  @Override
  public Object byId(UUID id) {
    return run(mapper -> mapper.byId(id));
  }

  @Override
  public Object byUsername(String username) {
    return run(mapper -> mapper.byUsername(WORKSPACE, username));
  }

  @Override
  public List<?> page() {
    return run(mapper -> mapper.page(WORKSPACE, PAGE));
  }

  @Override
  public void close() {
    pool.close();
  }
}
