/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a JDK that a Cassandra server runs on. */
final class JavaHomes {
  private static final String ENVIRONMENT = "PLINTH_CASSANDRA_JAVA_HOME";

  private JavaHomes() {}

  /**
   * Returns the one that the environment names, else this JVM's if it will do, else one from where
   * JDKs usually are.
   */
  static Path forCassandra() {
    List<Path> candidates = new ArrayList<>();
    add(candidates, System.getenv(ENVIRONMENT));
    add(candidates, System.getProperty("java.home"));
    add(candidates, System.getenv("JAVA_HOME"));
    for (String folder :
        List.of(
            "/usr/lib/jvm",
            "/Library/Java/JavaVirtualMachines",
            System.getProperty("user.home") + "/.sdkman/candidates/java",
            System.getProperty("user.home") + "/.jdks")) {
      candidates.addAll(children(Path.of(folder)));
    }
    for (Path candidate : candidates) {
      if (isRight(candidate)) {
        return candidate;
      }
    }
    throw new EmbeddedException(
        "Cassandra needs a JDK 11 or 17 and none was found: install one, and set "
            + ENVIRONMENT
            + " to it if it is in an unusual place");
  }

  private static void add(List<Path> candidates, @Nullable String home) {
    if (home != null && !home.isEmpty()) {
      candidates.add(Path.of(home));
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .sorted()
          .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The file {@code release} of a JDK says its version without starting it. */
  private static boolean isRight(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))
        || !Files.isReadable(home.resolve("release"))) {
      return false;
    }
    try {
      String version =
          Files.readAllLines(home.resolve("release")).stream()
              .filter(line -> line.startsWith("JAVA_VERSION="))
              .findFirst()
              .orElse("");
      return Objects.requireNonNull(version)
          .matches("JAVA_VERSION=\"(11|17)[.\"].*|JAVA_VERSION=\"(11|17)\"");
    } catch (IOException e) {
      return false;
    }
  }
}
