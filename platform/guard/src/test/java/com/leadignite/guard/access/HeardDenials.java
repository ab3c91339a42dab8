package com.leadignite.guard.access;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the refusals that listeners are notified of. */
@Singleton
public final class HeardDenials implements DenialListener {

  private final List<Denial> heard = new CopyOnWriteArrayList<>();

  @Override
  public void denied(Denial denial) {
    heard.add(denial);
  }

  public Denial last() {
    return heard.getLast();
  }
}
