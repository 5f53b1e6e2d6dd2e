/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.postgres.PostgresConfig;
import dev.plinth.postgres.PostgresStrategy;
import dev.plinth.schema.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final String COLUMNS =
      "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line FROM information_schema.columns WHERE table_schema = ? AND table_name NOT LIKE 'plinth%' ORDER BY 1";
  private static final String INDEXES =
      "SELECT replace(indexdef, ? || '.', '') AS line FROM pg_indexes WHERE schemaname = ? AND tablename NOT LIKE 'plinth%' ORDER BY 1";
  private static final String CONSTRAINTS =
      "SELECT conname || ' ' || replace(pg_get_constraintdef(c.oid), ? || '.', '') AS line FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = ? AND conname NOT LIKE 'plinth%' AND contype <> 'n' ORDER BY 1";
  private static final String FUNCTIONS =
      "SELECT regexp_replace(replace(pg_get_functiondef(p.oid), ?, ''), '\\s+', ' ', 'g') AS line FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ? ORDER BY 1";
  private static final String TRIGGERS =
      "SELECT replace(pg_get_triggerdef(t.oid), ? || '.', '') AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND NOT tgisinternal ORDER BY 1";

  @Test
  void migrations_makeTheTablesThatTheSchemasAskFor() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        PostgresStrategy migrated =
            PostgresStrategy.of(PostgresConfig.of(postgres.url()).withSchema("migrated"));
        PostgresStrategy generated =
            PostgresStrategy.of(PostgresConfig.of(postgres.url()).withSchema("generated"))) {
      dev.plinth.migrations.Migrations migrations =
          dev.plinth.migrations.Migrations.of(migrated, List.of(Gateway.migrations()));
      migrations.run(migrations.plan(dev.plinth.migrations.Command.BOOTSTRAP));
      Table.of(Gateway.schemas()).values().forEach(generated::prepare);
      try (Session session = generated.connector().orElseThrow().open()) {
        assertThat(lines(session, COLUMNS, "migrated"))
            .isNotEmpty()
            .isEqualTo(lines(session, COLUMNS, "generated"));
        assertThat(lines(session, INDEXES, "migrated", "migrated"))
            .isNotEmpty()
            .isEqualTo(lines(session, INDEXES, "generated", "generated"));
        assertThat(lines(session, CONSTRAINTS, "migrated", "migrated"))
            .isNotEmpty()
            .isEqualTo(lines(session, CONSTRAINTS, "generated", "generated"));
        assertThat(lines(session, FUNCTIONS, "migrated", "migrated"))
            .isNotEmpty()
            .isEqualTo(lines(session, FUNCTIONS, "generated", "generated"));
        assertThat(lines(session, TRIGGERS, "migrated", "migrated"))
            .isNotEmpty()
            .isEqualTo(lines(session, TRIGGERS, "generated", "generated"));
      }
    }
  }

  private static List<String> lines(Session session, String query, Object... parameters) {
    return session.query(query, parameters).stream()
        .map(row -> String.valueOf(row.get("line")))
        .toList();
  }

  @Test
  void sample_isLoadedOnce() {
    try (GatewayDatabase database = new GatewayDatabase()) {
      assertThat(SampleData.loadIfEmpty(database.db())).isEqualTo(48);
      assertThat(SampleData.loadIfEmpty(database.db())).isZero();
      assertThat(database.db().dao("keyauth_credentials").count(dev.plinth.dao.Query.all()))
          .isEqualTo(12);
    }
  }

  @Test
  void url_ofAService_isTakenApart() {
    assertThat(ServiceUrl.expand("https://u:p@h.example:8443/p?q#f"))
        .isEqualTo(
            Values.of("protocol", "https")
                .and("host", "h.example")
                .and("port", 8443L)
                .and("path", "/p"));
    assertThat(ServiceUrl.expand("//h:443/x").get("protocol")).isEqualTo("https");
    assertThat(ServiceUrl.expand("http://[::1]:80").get("host")).isEqualTo("::1");
    assertThat(ServiceUrl.expand("http://h:abc/").get("port")).isEqualTo("abc");
    assertThat(ServiceUrl.expand("h").get("host")).isNull();
    assertThat(ServiceUrl.expand("http://h/a;b?c").get("path")).isEqualTo("/a");
  }
}
