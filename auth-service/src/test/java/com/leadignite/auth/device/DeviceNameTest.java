package com.leadignite.auth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Firefox on Windows|Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101"
            + " Firefox/143.0",
        "Chrome on Linux|Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36",
        "Edge on Windows|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        "Safari on iPhone|Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Chrome on Android|Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Safari on macOS|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.6 Safari/605.1.15"
      })
  void namesBrowserAndSystem(String name, String userAgent) {
    assertEquals(name, DeviceName.of(userAgent));
  }

  @Test
  void doesNotGuess() {
    assertNull(DeviceName.of(null));
    assertNull(DeviceName.of("curl/8.5.0"));
    assertEquals("Windows", DeviceName.of("Something (Windows NT 10.0)"));
  }
}
