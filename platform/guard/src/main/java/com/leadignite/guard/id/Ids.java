package com.leadignite.guard.id;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes UUIDv7 ids (RFC 9562, section 5.7): they sort by time and do not collide. */
@Singleton
public final class Ids {

  private final TimeBasedEpochGenerator generator;

  /**
   * @param clock tells the milliseconds in the first 48 bits
   * @param random fills the rest; within one millisecond the ids count up from it
   */
  @Inject
  public Ids(Clock clock, SecureRandom random) {
    generator =
        new TimeBasedEpochGenerator(
            random,
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  /**
   * A new id. Later ids are greater than earlier ones of this process. An id is not a secret:
   * within a millisecond the next one can be guessed.
   */
  public UUID next() {
    return generator.generate();
  }
}
