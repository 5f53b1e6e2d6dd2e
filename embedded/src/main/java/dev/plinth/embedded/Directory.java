/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one server: kept or temporary, and locked against a second one. */
final class Directory implements AutoCloseable {
  private final Path path;
  private final boolean temporary;
  private final FileChannel channel;
  private final FileLock lock;

  private Directory(Path path, boolean temporary) throws IOException {
    this.path = path;
    this.temporary = temporary;
    this.channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken = tryLock(channel);
    if (taken == null) {
      channel.close();
      throw new EmbeddedException(
          "the database in "
              + path
              + " is in use by another process: stop that, or use another folder");
    }
    this.lock = taken;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  static Directory temporary(String prefix) {
    return temporary(Path.of(System.getProperty("java.io.tmpdir")), prefix);
  }

  static Directory temporary(Path parent, String prefix) {
    try {
      return new Directory(Files.createTempDirectory(parent, prefix), true);
    } catch (IOException e) {
      throw new EmbeddedException("cannot make a temporary folder: " + e.getMessage(), e);
    }
  }

  static Directory kept(Path path) {
    try {
      return new Directory(Files.createDirectories(path.toAbsolutePath()), false);
    } catch (IOException e) {
      throw new EmbeddedException("cannot use the folder " + path + ": " + e.getMessage(), e);
    }
  }

  Path path() {
    return path;
  }

  boolean isTemporary() {
    return temporary;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
      if (temporary && Files.exists(path)) {
        delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
