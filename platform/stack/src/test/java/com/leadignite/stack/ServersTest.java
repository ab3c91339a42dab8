package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.RedisAddress;
import org.junit.jupiter.api.Test;

final class ServersTest {

  @Test
  void readsTheAddressOfSomebodysOwnPostgres() {
    assertEquals(
        new PostgresAddress("db.example.org", 6543, "ad min", "p@ss+word", "mine"),
        Servers.postgresAt("postgresql://ad%20min:p%40ss+word@db.example.org:6543/mine"));
    assertEquals(
        new PostgresAddress("localhost", 5432, "postgres", "x", "postgres"),
        Servers.postgresAt("postgresql://postgres:x@localhost"));
  }

  @Test
  void readsTheAddressOfSomebodysOwnRedis() {
    assertEquals(new RedisAddress("localhost", 6379, ""), Servers.redisAt("redis://localhost"));
    assertEquals(
        new RedisAddress("cache", 7000, "secret"), Servers.redisAt("redis://:secret@cache:7000"));
  }

  @Test
  void refusesOtherAddressesWithoutRepeatingThePassword() {
    for (String address :
        new String[] {"mysql://a:hunter2@b", "a:hunter2@b", "postgresql://a:hunter2@ b"}) {
      String refusal =
          assertThrows(StackException.class, () -> Servers.postgresAt(address)).getMessage();

      assertFalse(refusal.contains("hunter2"), refusal);
    }
    assertThrows(StackException.class, () -> Servers.postgresAt("postgresql://localhost/db"));
  }
}
