package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, 192.0.2.7",
    "192.0.2.7/32, 192.0.2.7, 192.0.2.7",
    "192.0.2.7/24, 192.0.2.0, 192.0.2.255",
    "10.1.2.3/9, 10.0.0.0, 10.127.255.255",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "2001:db8::/33, 2001:db8:0:0:0:0:0:0, 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
    "::/0, 0:0:0:0:0:0:0:0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void readsAddressesAndNetworks(String text, String lowest, String highest) {
    assertEquals(Optional.of(new AddressRange(lowest, highest)), AddressRange.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.1",
        "10",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "256.0.0.1",
        "::1/129",
        "fe80::1%eth0",
        "example.com",
        "localhost/8",
        "1.2.3.4 ",
        "::1]",
        "10.0.0.0/99999999999999",
      })
  void refusesEverythingElse(String text) {
    assertEquals(Optional.empty(), AddressRange.of(text));
  }
}
