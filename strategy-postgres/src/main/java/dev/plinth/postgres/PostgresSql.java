/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.ColumnType;
import java.util.List;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.session.Configuration;

/**
 * One statement: its text, made once, the types of its parameters, and how its rows are read.
 * Immutable.
 */
final class PostgresSql implements SqlSource {
  private final Configuration configuration;
  private final String id;
  private final String text;
  private final ColumnType[] parameters;
  private final RowReader reader;

  PostgresSql(
      Configuration configuration,
      String id,
      String text,
      List<ColumnType> parameters,
      RowReader reader) {
    this.configuration = configuration;
    this.id = id;
    this.text = text;
    this.parameters = parameters.toArray(new ColumnType[0]);
    this.reader = reader;
  }

  String id() {
    return id;
  }

  ColumnType parameter(int index) {
    return parameters[index];
  }

  int parameterCount() {
    return parameters.length;
  }

  RowReader reader() {
    return reader;
  }

  @Override
  public BoundSql getBoundSql(Object values) {
    return new BoundSql(configuration, text, List.of(), values);
  }

  @Override
  public String toString() {
    return text;
  }
}
