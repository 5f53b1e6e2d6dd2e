/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether containers can be had. Asked cheaply first: a full probe takes seconds where there is no
 * engine.
 */
final class Docker {
  private Docker() {}

  static boolean answers() {
    boolean likely =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return likely && hasTestcontainers() && Containers.engineAnswers();
  }

  private static boolean hasTestcontainers() {
    try {
      Class.forName("org.testcontainers.DockerClientFactory", false, Docker.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
