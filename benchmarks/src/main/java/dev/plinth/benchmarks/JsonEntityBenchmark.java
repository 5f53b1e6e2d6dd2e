/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;

/**
 * From the JSON of a stored service to an entity that has been validated, against Jackson reading
 * the same bytes into a record and validating nothing: by data binding, and by hand over its stream
 * of tokens, which is its fastest form.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonEntityBenchmark {
  private EntityType type;
  private byte[] json;
  private ObjectReader reader;

  /** The reference of a service. */
  record Certificate(UUID id) {}

  /** A service as it is stored. */
  record StoredService(
      UUID id,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String name,
      @Nullable Long retries,
      String protocol,
      String host,
      long port,
      @Nullable String path,
      @Nullable Long connectTimeout,
      @Nullable Long writeTimeout,
      @Nullable Long readTimeout,
      @Nullable List<String> tags,
      @Nullable Certificate clientCertificate,
      @Nullable Boolean tlsVerify,
      @Nullable Long tlsVerifyDepth,
      @Nullable List<UUID> caCertificates,
      boolean enabled) {}

  @Setup
  public void prepare() {
    type = Input.type("services");
    json =
        type.insert(new Input("service-accepted").values())
            .entity()
            .toJson()
            .getBytes(StandardCharsets.UTF_8);
    reader = Input.MAPPER.readerFor(StoredService.class);
  }

  @Benchmark
  public Entity plinth() {
    return type.readJson(json);
  }

  @Benchmark
  public Object databind() {
    return reader.readValue(json);
  }

  @Benchmark
  public Object stream() {
    return ServiceStream.read(json);
  }
}
