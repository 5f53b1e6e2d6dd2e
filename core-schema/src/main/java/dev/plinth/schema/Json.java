/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * JSON to natural Java and back, by streaming. Depth, text, number and name lengths are bounded; of
 * two equal names in one object the later counts.
 */
final class Json {
  private static final int DEPTH = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(400)
                  .maxNameLength(10_000)
                  .maxStringLength(20_000_000)
                  .build())
          .build();

  private Json() {}

  /** Returns what finds the place of a name in this list while JSON is read. */
  static PropertyNameMatcher matcher(List<String> names) {
    return FACTORY.constructNameMatcher(
        names.stream().<Named>map(Named::fromString).toList(), true);
  }

  /**
   * Reads an object; an empty array counts as one, as the wire's empty containers are all the same.
   */
  static Values readObject(String json) {
    return object(read(json));
  }

  /** Reads the object of a record into a draft of it. */
  static Draft readRow(InputStream in, RecordSchema schema) {
    return readRow(() -> FACTORY.createParser(ObjectReadContext.empty(), in), schema);
  }

  /** Reads the object of a record, in UTF-8, into a draft of it. */
  static Draft readRow(byte[] json, RecordSchema schema) {
    return readRow(() -> FACTORY.createParser(ObjectReadContext.empty(), json), schema);
  }

  private static Draft readRow(Source source, RecordSchema schema) {
    Object row =
        read(
            source,
            parser ->
                parser.currentToken() == JsonToken.START_OBJECT
                    ? new RowReader(parser).read(schema)
                    : value(parser));
    return row instanceof Draft draft
        ? draft
        : Objects.requireNonNull(schema.load(object(row)), "row");
  }

  @SuppressWarnings("unchecked") // objects are read as maps with text keys
  private static Values object(@Nullable Object tree) {
    if (tree instanceof List<?> list && list.isEmpty()) {
      return Values.none();
    }
    if (tree instanceof Map<?, ?> map) {
      return Values.of((Map<String, @Nullable Object>) map);
    }
    throw new IllegalArgumentException("expected a JSON object");
  }

  /**
   * Reads any JSON value: texts, {@link Long}s where they are exact and {@link Double}s where not,
   * lists, maps.
   */
  static @Nullable Object read(String json) {
    return read(() -> FACTORY.createParser(ObjectReadContext.empty(), json));
  }

  private interface Source {
    JsonParser open();
  }

  private interface Content {
    @Nullable Object at(JsonParser parser);
  }

  private static @Nullable Object read(Source source) {
    return read(source, Json::value);
  }

  private static @Nullable Object read(Source source, Content content) {
    try (JsonParser parser = source.open()) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("expected a JSON value, not nothing");
      }
      Object value = content.at(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("there is more after the JSON value");
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not JSON: " + e.getOriginalMessage() + place(e.getLocation()), e);
    }
  }

  /** Says where; a limit that was passed has no place. */
  private static String place(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** Returns the value that begins at the current token. */
  static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException(token.toString());
    };
  }

  private static Object integer(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) parser.getDoubleValue()
        : (Object) parser.getLongValue();
  }

  /** Returns the fields as a JSON object, nulls included. */
  static String write(Struct struct) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, struct);
    }
    return text.toString();
  }

  /** Returns the value of a field as JSON; of no field, a tree of plain values. */
  static String write(@Nullable FieldNode field, @Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, field, value);
    }
    return text.toString();
  }

  static void write(Entity entity, OutputStream out) {
    try (JsonGenerator generator =
        FACTORY.createGenerator(ObjectWriteContext.empty(), new Unclosed(out))) {
      write(generator, entity);
    }
  }

  private static void write(JsonGenerator generator, Struct struct) {
    generator.writeStartObject();
    List<String> names = struct.names();
    for (int i = 0; i < names.size(); i++) {
      generator.writeName(names.get(i));
      write(generator, struct.layout().field(i), struct.slots()[i]);
    }
    if (struct instanceof Entity entity && entity.type().schema().hasTtl()) {
      generator.writeName("ttl");
      if (entity.ttl().isPresent()) {
        generator.writeNumber(entity.ttl().get().toSeconds());
      } else {
        generator.writeNull();
      }
    }
    generator.writeEndObject();
  }

  private static void write(
      JsonGenerator generator, @Nullable FieldNode field, @Nullable Object value) {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof UUID id) {
      generator.writeString(id.toString());
    } else if (value instanceof Instant moment) {
      write(generator, moment);
    } else if (value instanceof Key key) {
      write(
          generator,
          key,
          field instanceof ForeignNode foreign ? foreign.keyNames() : List.of("id"));
    } else if (value instanceof Struct struct) {
      write(generator, struct);
    } else if (value instanceof Collection<?> list) {
      FieldNode element = field instanceof ListNode node ? node.element() : null;
      generator.writeStartArray();
      list.forEach(one -> write(generator, element, one));
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      FieldNode element = field instanceof MapNode node ? node.values() : null;
      generator.writeStartObject();
      map.forEach(
          (name, one) -> {
            generator.writeName(String.valueOf(name));
            write(generator, element, one);
          });
      generator.writeEndObject();
    } else if (value instanceof Double || value instanceof Float) {
      generator.writeNumber(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else {
      throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }

  private static void write(JsonGenerator generator, Instant moment) {
    if (moment.getNano() == 0) {
      generator.writeNumber(moment.getEpochSecond());
    } else {
      generator.writeNumber(java.math.BigDecimal.valueOf(moment.toEpochMilli(), 3));
    }
  }

  private static void write(JsonGenerator generator, Key key, List<String> names) {
    generator.writeStartObject();
    for (int i = 0; i < key.size(); i++) {
      generator.writeName(names.get(i));
      write(generator, (FieldNode) null, key.part(i));
    }
    generator.writeEndObject();
  }

  /** Lets a generator be closed without the stream it writes to. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws java.io.IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws java.io.IOException {
      flush();
    }
  }
}
