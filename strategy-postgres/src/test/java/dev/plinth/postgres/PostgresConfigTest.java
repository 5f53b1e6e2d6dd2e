/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plinth.dao.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresConfigTest {
  @Test
  void from_wrongSettings_tellsEveryProblem() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PostgresConfig.from(
                    Settings.of(
                        Map.of(
                            "postgres.url", "mysql://h/d",
                            "postgres.pool-size", "0",
                            "postgres.lock-timeout", "soon"))))
        .withMessageContaining("postgres.url does not start with jdbc:postgresql:")
        .withMessageContaining("postgres.pool-size must be a number from 1 to 1000")
        .withMessageContaining("postgres.lock-timeout must be a number from 1 to 3600000");
  }

  @Test
  void from_nothing_saysWhatToSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresConfig.from(Settings.of(Map.of())))
        .withMessage(
            "postgres.url is not set: set PLINTH_POSTGRES_URL to jdbc:postgresql://host:port/database");
  }

  @Test
  void toString_config_hidesThePassword() {
    assertThat(
            PostgresConfig.from(
                    Settings.of(
                        Map.of(
                            "postgres.url", "jdbc:postgresql://h/d?password=hush",
                            "postgres.user", "u",
                            "postgres.password", "secret")))
                .toString())
        .doesNotContain("secret")
        .doesNotContain("hush");
  }
}
