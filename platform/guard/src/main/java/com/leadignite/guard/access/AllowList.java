package com.leadignite.guard.access;

import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The addresses admin routes may be called from, beyond what their callers must prove. */
@Singleton
final class AllowList {

  private static final Logger LOG = Logger.getLogger(AllowList.class);
  private static final int LONGEST = 256 * 1024;

  private final AllowListConfig config;
  private volatile @Nullable List<Cidr> ranges;
  private @Nullable String lastRead;

  AllowList(AllowListConfig config) {
    this.config = config;
    config.file().ifPresent(this::read);
    if (config.file().isEmpty()) {
      ranges = config.addresses().map(List::copyOf).orElse(null);
    }
  }

  boolean allows(ClientAddress address) {
    List<Cidr> now = ranges;
    if (now == null) {
      return true;
    }
    for (Cidr range : now) {
      if (range.contains(address.value())) {
        return true;
      }
    }
    return false;
  }

  void watch(@Observes StartupEvent started, Vertx vertx) {
    config
        .file()
        .ifPresent(file ->
            vertx.setPeriodic(
                config.reloadEvery().toMillis(),
                timer ->
                    vertx.executeBlocking(() -> {
                      reload(file);
                      return null;
                    })));
  }

  synchronized void reload(Path file) {
    try {
      read(file);
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "the allow-list was not reloaded, the previous one stays in force: %s", e.getMessage());
    }
  }

  /**
   * A file without any range is refused, as one is while it is written, and so is one that lets
   * strangers in.
   */
  private synchronized void read(Path file) {
    String text = text(file);
    if (text.equals(lastRead)) {
      return;
    }
    List<Cidr> fresh = new ArrayList<>(config.addresses().orElse(List.of()));
    int configured = fresh.size();
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(Cidr::parse)
        .forEach(fresh::add);
    if (fresh.size() == configured) {
      throw new IllegalArgumentException(file + " names no address range");
    }
    if (Cidr.coverage(fresh) > Cidr.WIDEST) {
      throw new IllegalArgumentException(file + " lets strangers call admin routes");
    }
    ranges = List.copyOf(fresh);
    lastRead = text;
    LOG.infof("admin routes may be called from %s", ranges);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(file + " is too long");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }
}
