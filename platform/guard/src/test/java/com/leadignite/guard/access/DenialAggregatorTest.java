package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.access.DenialAggregator.Told;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.CommonProblem;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B45")
class DenialAggregatorTest {

  private final DenialAggregator recent = new DenialAggregator();

  @Test
  void recordsTheFirstAtOnceAndCountsTheOthers() {
    Denial denial = denial("192.0.2.1", "/a");

    List<Told> first = recent.add(denial);
    List<Told> second = recent.add(denial);
    List<Told> third = recent.add(denial);

    assertEquals(List.of(new Told(denial, 1)), first);
    assertEquals(List.of(), second);
    assertEquals(List.of(), third);
    assertEquals(List.of(new Told(denial, 2)), recent.drain());
    assertEquals(List.of(), recent.drain());
  }

  @Test
  void beginsAnewAfterEachDrain() {
    Denial denial = denial("192.0.2.1", "/a");
    recent.add(denial);
    recent.drain();

    assertEquals(List.of(new Told(denial, 1)), recent.add(denial));
  }

  @Test
  void losesNoAddressAndNoPath() {
    Denial here = denial("192.0.2.1", "/a");
    Denial there = denial("192.0.2.2", "/a");
    Denial elsewhere = denial("192.0.2.1", "/b");

    assertEquals(List.of(new Told(here, 1)), recent.add(here));
    assertEquals(List.of(new Told(there, 1)), recent.add(there));
    assertEquals(List.of(new Told(elsewhere, 1)), recent.add(elsewhere));
  }

  @Test
  void countsSendersOfEverNewPathsByEndpoint() {
    int told = 0;
    for (int i = 0; i < 1_000; i++) {
      told += recent.add(denial("192.0.2.1", "/" + i)).size();
    }

    List<Told> rest = recent.drain();

    assertEquals(DenialAggregator.SHARE, told);
    assertEquals(
        List.of(new Told(denial("192.0.2.1", "/").withoutPath(), 1_000 - DenialAggregator.SHARE)),
        rest);
  }

  @Test
  void namesTheAddressesOfWhatItCountsTogether() {
    int addresses = DenialAggregator.SHARE + 50;
    for (int i = 0; i < addresses; i++) {
      recent.add(denial("2001:db8::" + Integer.toHexString(i), "/a"));
    }

    List<Told> rest = recent.drain();

    assertEquals(1, rest.size());
    assertEquals(50, rest.getFirst().count());
    assertEquals(50, rest.getFirst().addresses().size());
    assertEquals("2001:db8:0:0:0:0:0:1e", rest.getFirst().addresses().getFirst());
  }

  @Test
  void recordsEveryRefusalHoweverManySendersThereAre() {
    List<Told> told = new ArrayList<>();
    int most = 0;
    int sent = 0;
    for (int i = 0; i < 3 * DenialAggregator.MOST; i++) {
      for (int times = 0; times < 2; times++) {
        List<Told> now = recent.add(denial("10.0." + i / 256 + "." + i % 256, "/a"));
        told.addAll(now);
        most = Math.max(most, now.size());
        sent++;
      }
    }
    told.addAll(recent.drain());

    assertEquals(sent, told.stream().mapToLong(Told::count).sum());
    assertTrue(most <= DenialAggregator.MOST + 1, () -> "held more than " + DenialAggregator.MOST);
  }

  @Test
  @Tag("B40")
  void recordsAndHoldsNoMoreHoweverManyAddressesAStrangerHas() {
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      told += recent.add(denial("10.1." + i / 256 + "." + i % 256, "/a")).size();
      told += recent.add(denial("2001:db8::" + Integer.toHexString(i), "/" + i)).size();
    }

    List<Told> rest = recent.drain();

    assertEquals(DenialAggregator.AT_ONCE, told);
    assertTrue(rest.size() <= DenialAggregator.MOST + 1, () -> rest.size() + " are told");
    assertTrue(
        rest.stream().mapToInt(each -> each.addresses().size()).sum()
            <= DenialAggregator.MOST + DenialAggregator.MOST_ADDRESSES);
    assertTrue(
        rest.stream().allMatch(each -> each.addresses().size() <= DenialAggregator.ADDRESSES));
    assertEquals(40_000, told + rest.stream().mapToLong(Told::count).sum());
  }

  private static Denial denial(String address, String path) {
    return new Denial(
        CommonProblem.FORBIDDEN,
        403,
        "why",
        "A.b",
        "GET",
        path,
        new RequestInfo("request", null, new ClientAddress(InetAddress.ofLiteral(address)), null),
        null);
  }
}
