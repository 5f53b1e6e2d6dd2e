/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plinth.examples.gateway.Gateway;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON file in the form that each contender starts from, and the contenders, each set up in its
 * fastest way. All of it is made before anything is measured.
 */
final class Input {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultVisibility(all -> all.withFieldVisibility(Visibility.NON_PRIVATE))
          .build();

  private static final SchemaSet SCHEMAS = Gateway.schemas();

  private final String json;

  Input(String name) {
    this.json = text(name + ".json");
  }

  /** Returns the compiled schema of the example's gateway. */
  static EntityType type(String name) {
    return SCHEMAS.type(name);
  }

  /** Returns the values as a caller of a DAO or the Admin API has them. */
  Values values() {
    return Values.parseJson(json);
  }

  /** Returns the tree that a validator of JSON Schema starts from. */
  JsonNode tree() {
    return MAPPER.readTree(json);
  }

  /** Returns the plain object that the floor and Hibernate Validator start from. */
  <T> T form(Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /**
   * Returns Hibernate Validator without an expression language and without a cache for a resolver
   * that has nothing to resolve; all violations are collected.
   */
  @SuppressWarnings("resource") // lives as long as the run
  static Validator hibernateValidator() {
    ValidatorFactory factory =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .failFast(false)
            .enableTraversableResolverResultCache(false)
            .traversableResolver(new ReachAll())
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    return factory.getValidator();
  }

  /** Returns the compiled JSON Schema with the constraints of the entity. */
  static Schema jsonSchema(String entity) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(entity + ".schema.json"), InputFormat.JSON);
    schema.initializeValidators();
    return schema;
  }

  private static String text(String resource) {
    try (InputStream in = Input.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
