package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B15")
class TrustedProxiesTest {

  private final TrustedProxies proxies =
      new TrustedProxies(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8:1::/48")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 203.0.113.9            | 198.51.100.1",
        "10.0.0.1     | 203.0.113.9            | 203.0.113.9",
        "10.0.0.1     | 1.1.1.1, 203.0.113.9   | 203.0.113.9",
        "10.0.0.1     | 1.1.1.1,203.0.113.9,10.0.0.2 | 203.0.113.9",
        "10.0.0.1     | 203.0.113.9:4711       | 203.0.113.9",
        "10.0.0.1     | [2001:db8:2::9]:443    | 2001:db8:2:0:0:0:0:9",
        "10.0.0.1     | 2001:db8:2::9          | 2001:db8:2:0:0:0:0:9",
        "2001:db8:1::5 | 203.0.113.9           | 203.0.113.9",
        "10.0.0.1     | ::ffff:203.0.113.9     | 203.0.113.9",
        "10.0.0.1     | unknown                | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9, garbage, 10.0.0.2 | 10.0.0.2",
        "10.0.0.1     | 203.0.113.9,           | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9,,10.0.0.3  | 10.0.0.3",
        "10.0.0.1     | 10.0.0.3, 10.0.0.2     | 10.0.0.3",
        "10.0.0.1     | 1                      | 10.0.0.1",
        "10.0.0.1     | localhost              | 10.0.0.1",
        "10.0.0.1     | ]:443                  | 10.0.0.1",
        "10.0.0.1     | [                      | 10.0.0.1"
      })
  void takesTheNearestAddressThatIsNoProxyOfOurs(String peer, String forwarded, String client) {
    assertEquals(client, client(peer, List.of(forwarded)));
  }

  @Test
  void readsSeveralLinesAsOneList() {
    assertEquals(
        "203.0.113.9", client("10.0.0.1", List.of("1.1.1.1", "203.0.113.9, 10.0.0.3", "10.0.0.2")));
  }

  @Test
  void givesUpOnEndlessLists() {
    assertEquals("10.0.0.2", client("10.0.0.1", List.of("203.0.113.9" + ",10.0.0.2".repeat(999))));
  }

  @Test
  void trustsNoProxyIfNoneIsConfigured() {
    ClientAddress client =
        new TrustedProxies(List.of())
            .clientOf(InetAddress.ofLiteral("127.0.0.1"), List.of("203.0.113.9"));

    assertEquals("127.0.0.1", client.text());
  }

  @Test
  void countsAnIpv6HouseholdAsOne() {
    ClientAddress one = new ClientAddress(InetAddress.ofLiteral("2001:db8:2:3:aaaa::1"));
    ClientAddress two = new ClientAddress(InetAddress.ofLiteral("2001:db8:2:3:bbbb::2"));
    ClientAddress other = new ClientAddress(InetAddress.ofLiteral("2001:db8:2:4:aaaa::1"));

    assertEquals(one.network(), two.network());
    assertFalse(one.network().equals(other.network()));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.255.255,true",
    "10.0.0.0/8,11.0.0.0,false",
    "10.0.0.5,10.0.0.5,true",
    "10.0.0.5,10.0.0.6,false",
    "192.168.4.0/22,192.168.7.255,true",
    "192.168.4.0/22,192.168.8.0,false",
    "0.0.0.0/0,8.8.8.8,true",
    "0.0.0.0/0,2001:db8::1,false",
    "10.0.0.0/8,::ffff:10.1.2.3,true",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false"
  })
  void aRangeContainsWhatItSays(String range, String address, boolean contained) {
    assertEquals(contained, Cidr.parse(range).contains(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "host/8", "::1/129", "1.2.3"})
  void refusesWhatIsNoRange(String text) {
    assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
  }

  @Test
  void printsARangeAsItWasWritten() {
    assertTrue(Cidr.parse("10.1.0.0/16").toString().equals("10.1.0.0/16"));
  }

  private String client(String peer, List<String> forwarded) {
    return proxies.clientOf(InetAddress.ofLiteral(peer), forwarded).text();
  }
}
