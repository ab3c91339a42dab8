package com.leadignite.auth.password;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Keeps the digits that {@link RangeApi} asks for out of the metrics of calls, which would name
 * each address: they would tell how new passwords begin, and be a million.
 */
@Singleton
final class RangeMetrics {

  private static final String CALLS = "http.client.requests";
  private static final String URI = "uri";
  private static final Pattern RANGE = Pattern.compile("/[0-9A-F]{5}$");

  RangeMetrics() {}

  @Produces
  @Singleton
  MeterFilter withoutDigits() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        String uri = id.getTag(URI);
        return uri == null || !id.getName().equals(CALLS)
            ? id
            : id.withTag(Tag.of(URI, RANGE.matcher(uri).replaceFirst("/{range}")));
      }
    };
  }
}
