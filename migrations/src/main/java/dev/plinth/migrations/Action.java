/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import dev.plinth.dao.spi.Session;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One phase of a migration on one strategy: a script in the store's language, or code. */
record Action(@Nullable String script, @Nullable Consumer<Session> code) {
  static Action of(String script) {
    return new Action(Objects.requireNonNull(script, "script"), null);
  }

  static Action of(Consumer<Session> code) {
    return new Action(null, Objects.requireNonNull(code, "code"));
  }

  void run(Session session) {
    if (script != null) {
      session.split(script).forEach(session::execute);
    }
    if (code != null) {
      code.accept(session);
    }
  }
}
