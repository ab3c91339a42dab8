package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services log until they serve. A warning that is always there hides the next one. */
class StartLogIT {

  /** Delivers events from the beginning on, and says so if audit-service starts last. */
  private static final String RELAY = "com.leadignite.guard.relay.OutboxRelay";

  @ParameterizedTest
  @EnumSource(Service.class)
  void aStartPrintsNoWarning(Service service) throws IOException {
    List<String> lines =
        Files.readAllLines(Platform.ownOnly().stack().logs().resolve(service.shortName() + ".log"));

    List<String> start =
        lines.stream()
            .takeWhile(line -> !line.contains(" started in "))
            .filter(line -> !line.contains(RELAY))
            .toList();

    assertThat(start).isNotEmpty().hasSizeLessThan(lines.size());
    assertThat(start).noneMatch(line -> line.contains("\"level\":\"WARN\""));
    assertThat(start).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
  }
}
