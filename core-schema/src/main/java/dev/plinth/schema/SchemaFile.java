/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class SchemaFile {
  private SchemaFile() {}

  static Map<String, @Nullable Object> read(String text, Functions functions) {
    return Pending.value();
  }

  static String write(Map<String, @Nullable Object> definition) {
    return Pending.value();
  }

  static List<Schema> readAll(Path folder, Functions functions) {
    return Pending.value();
  }

  static List<Schema> readAll(ClassLoader loader, String folder, Functions functions) {
    return Pending.value();
  }
}
