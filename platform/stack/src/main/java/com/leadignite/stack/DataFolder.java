package com.leadignite.stack;

import com.leadignite.embedded.SecretFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that everything is kept in, locked for this process. Nothing is ever deleted in a
 * folder that does not carry our marker.
 */
final class DataFolder implements AutoCloseable {

  private static final String MARKER = "lead-ignite.data";
  private static final String LOCK = "lock";

  private final Path root;
  private final FileChannel channel;

  private DataFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Creates or opens the folder; fails with one sentence if it cannot be used. */
  static DataFolder open(Path root, boolean fresh) {
    try {
      create(root);
      DataFolder folder = new DataFolder(root, lock(root));
      if (fresh) {
        folder.empty();
      }
      folder.layOut();
      return folder;
    } catch (AccessDeniedException e) {
      throw new StackException(
          "The data folder "
              + root
              + " cannot be written to ("
              + e.getFile()
              + "); name another with -Dstack.data=<folder>.",
          e);
    } catch (IOException e) {
      throw new StackException(
          "The data folder "
              + root
              + " cannot be used ("
              + e
              + "); name another with -Dstack.data=<folder>.",
          e);
    }
  }

  private static void create(Path root) throws IOException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new StackException(root + " is a file; name a folder with -Dstack.data=<folder>.");
    }
    SecretFile.createFolder(root);
    Path marker = root.resolve(MARKER);
    if (Files.exists(marker)) {
      return;
    }
    try (Stream<Path> content = Files.list(root)) {
      if (content.findAny().isPresent()) {
        throw new StackException(
            "The folder "
                + root
                + " holds other things than Lead Ignite's data; name an empty one with"
                + " -Dstack.data=<folder>.");
      }
    }
    // PostgreSQL's user passes through to its own part; as root that is somebody else.
    if ("root".equals(System.getProperty("user.name"))
        && !root.toFile().setExecutable(true, false)) {
      throw new IOException("its permissions cannot be changed");
    }
    Files.writeString(marker, "Data of Lead Ignite's local platform, layout 1.\n");
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another stack in this JVM: the same answer as for another process.
    }
    channel.close();
    throw new StackException(
        "The platform runs already on the data folder "
            + root
            + "; stop that one, or name another folder with -Dstack.data=<folder>.");
  }

  private void empty() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> doomed =
          paths
              .filter(path -> !path.equals(root))
              .filter(path -> !path.equals(root.resolve(MARKER)))
              .filter(path -> !path.equals(root.resolve(LOCK)))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path path : doomed) {
        Files.delete(path);
      }
    }
  }

  private void layOut() throws IOException {
    SecretFile.createFolder(logs());
    SecretFile.createFolder(run());
  }

  Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path redis() {
    return root.resolve("redis");
  }

  /** The output of the child processes. */
  Path logs() {
    return root.resolve("logs");
  }

  /** The services' settings while they run. */
  Path run() {
    return root.resolve("run");
  }

  /** Caches that make starting faster. */
  Path cache() {
    return root.resolve("cache");
  }

  Path secrets() {
    return root.resolve("secrets.properties");
  }

  /** The certificate of the front door's https. */
  LocalCertificate certificate() {
    return new LocalCertificate(root.resolve("https"), Clock.systemUTC());
  }

  /** Records the address of the first administrator. */
  Path firstAdmin() {
    return root.resolve("first-admin");
  }

  /** Deletes the services' settings, which contain secrets, once nothing runs any more. */
  void clearRun() {
    try (Stream<Path> files = Files.list(run())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new StackException("The folder " + run() + " cannot be emptied: " + e + ".", e);
    }
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackException("The lock of " + root + " cannot be given back.", e);
    }
  }
}
