/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * What an insert of a route costs before it reaches a store, as {@link ServiceInsertBenchmark} for
 * services: sets, lists, a map of lists and, for a stream, records in sets; rules that depend on
 * the protocols.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteInsertBenchmark {
  @Param({"http", "stream", "refused"})
  String input = "";

  private EntityType type;
  private Values values;
  private RouteForm form;
  private Validator validator;
  private Schema schema;
  private JsonNode tree;
  private ObjectReader reader;

  @Setup
  public void prepare() {
    Input sent = new Input("route-" + input);
    type = Input.type("routes");
    values = sent.values();
    form = sent.form(RouteForm.class);
    validator = Input.hibernateValidator();
    schema = Input.jsonSchema("route");
    tree = sent.tree();
    reader = Input.MAPPER.readerFor(RouteForm.class);
  }

  /** Makes what of an accepted result is not the input's or the schema's: for its size. */
  @Benchmark
  public Entity result() {
    return ResultCopy.ofRoute(type);
  }

  @Benchmark
  public Verdict plinth() {
    return type.insert(values);
  }

  @Benchmark
  public Object floor() {
    return RouteFloor.insert(form);
  }

  @Benchmark
  public Object hibernateValidator() {
    Set<? extends ConstraintViolation<?>> violations = validator.validate(form);
    return violations.isEmpty() ? RouteFloor.complete(form) : violations;
  }

  @Benchmark
  public Object hibernateValidatorAlone() {
    return validator.validate(form);
  }

  @Benchmark
  public Object networknt() {
    List<Error> errors = schema.validate(tree);
    return errors.isEmpty() ? RouteFloor.complete(reader.readValue(tree)) : errors;
  }

  @Benchmark
  public Object networkntAlone() {
    return schema.validate(tree);
  }
}
