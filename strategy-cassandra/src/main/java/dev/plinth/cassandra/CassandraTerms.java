/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The texts under which a row is found by what need not be unique: its workspace, its references,
 * its indexed fields, its tags. They lie in one column of the row, behind one index. Unique values
 * have texts of the same form, in the table of claims. Immutable.
 */
final class CassandraTerms {
  private static final int LONGEST = 400;

  private final Table table;
  private final List<Field> fields = new ArrayList<>();

  /** A field that rows are found by, and its columns but for the workspace. */
  private record Field(String name, List<Column> columns) {}

  CassandraTerms(Table table) {
    this.table = table;
    for (Index index : table.indexes()) {
      if (index.kind() == Index.Kind.PLAIN || isReference(table, index)) {
        fields.add(
            new Field(
                index.fields().get(0),
                index.columns().subList(index.isByWorkspace() ? 1 : 0, index.columns().size())));
      }
    }
    for (Reference reference : table.references()) {
      if (fields.stream().noneMatch(field -> field.name.equals(reference.field()))) {
        fields.add(
            new Field(
                reference.field(), keyColumns(reference).stream().map(table::column).toList()));
      }
    }
  }

  /** Says whether rows are found in the index by their terms. */
  static boolean isReference(Table table, Index index) {
    return index.kind() == Index.Kind.UNIQUE
        && table.references().stream()
            .anyMatch(reference -> index.fields().equals(List.of(reference.field())));
  }

  /** Returns the referring columns, but for the workspace. */
  static List<String> keyColumns(Reference reference) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < reference.columns().size(); i++) {
      if (!isWorkspace(reference, i)) {
        columns.add(reference.columns().get(i));
      }
    }
    return columns;
  }

  /** Says whether a part of a reference is the workspace that both rows are in. */
  static boolean isWorkspace(Reference reference, int part) {
    return part == reference.columns().size() - 1
        && reference.columns().get(part).equals("ws_id")
        && reference.parentColumns().get(part).equals("ws_id");
  }

  /** Returns all terms of a row; null when it has none, as Cassandra keeps no empty set. */
  @Nullable Set<String> of(Entity entity) {
    Set<String> terms = new LinkedHashSet<>();
    if (table.hasWorkspaces() && entity.workspace() != null) {
      terms.add(workspace(entity.workspace()));
    }
    for (Field field : fields) {
      List<Object> parts = new ArrayList<>(field.columns.size());
      for (Column column : field.columns) {
        KeyParts.add(parts, column.get(entity));
      }
      if (!parts.contains(null)) {
        terms.add(field(field.name, parts));
      }
    }
    if (table.hasTags() && entity.get("tags") instanceof Collection<?> tags) {
      tags.forEach(tag -> terms.add(tag(String.valueOf(tag))));
    }
    return terms.isEmpty() ? null : terms;
  }

  static String workspace(UUID id) {
    return "w:" + id;
  }

  static String tag(String tag) {
    return shortened("t:" + tag);
  }

  static String field(String name, List<? extends @Nullable Object> parts) {
    return shortened("f:" + name + "=" + text(parts));
  }

  /** Returns the text of a value of a unique index. */
  static String unique(Table table, Index index, Key value) {
    List<Object> parts = new ArrayList<>(value.size());
    KeyParts.add(parts, value);
    String text = text(parts);
    boolean secret =
        index.fields().stream()
            .map(table.type().fields()::get)
            .anyMatch(field -> field != null && field.isSecret());
    return secret ? hash(text) : shortened(text);
  }

  /** Returns the parts as one text that no other parts have. */
  private static String text(List<? extends @Nullable Object> parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      String value = String.valueOf(part);
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : hash(text);
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return "#" + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
