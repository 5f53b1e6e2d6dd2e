/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A consumer as mappers to plain objects have it. */
record Consumer(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String username,
    @Nullable String customId,
    @Nullable List<String> tags) {}
