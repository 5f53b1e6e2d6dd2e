/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.schema.Attribute;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.util.Set;
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

/** Reading fields of an entity, as is done on every request that goes through a gateway. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandleBenchmark {
  private static final Attribute<String> HOST = Attribute.of("host", String.class);
  private static final Attribute<UUID> ID = Attribute.of("id", UUID.class);

  private Entity service;
  private Entity route;
  private ServiceFloor.Service plain;

  /** A view of a service. */
  public record ServiceView(
      UUID id,
      Instant createdAt,
      @Nullable String name,
      String protocol,
      String host,
      long port,
      @Nullable String path,
      @Nullable Set<String> tags,
      @Nullable Key clientCertificate,
      boolean enabled) {}

  @Setup
  public void prepare() {
    Input sent = new Input("service-accepted");
    service = Input.type("services").insert(sent.values()).entity();
    route = Input.type("routes").insert(new Input("route-http").values()).entity();
    Outcome<ServiceFloor.Service> outcome = ServiceFloor.insert(sent.form(ServiceForm.class));
    plain = java.util.Objects.requireNonNull(outcome.result());
  }

  @Benchmark
  public String floor() {
    return plain.host();
  }

  @Benchmark
  public @Nullable String byHandle() {
    return service.get(HOST);
  }

  /** One handle, read from two types in turn, as {@code ID} is. */
  @Benchmark
  public boolean byHandleOfTwoTypes() {
    return service.require(ID).equals(route.require(ID));
  }

  @Benchmark
  public @Nullable Object byName() {
    return service.get("host");
  }

  /** The view that the entity keeps. */
  @Benchmark
  public ServiceView keptView() {
    return service.as(ServiceView.class);
  }

  /** The first view of an entity, as a store returned it. */
  @Benchmark
  public ServiceView firstView() {
    return service.expiring(null).as(ServiceView.class);
  }
}
