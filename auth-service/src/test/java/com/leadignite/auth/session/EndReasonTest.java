package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class EndReasonTest {

  @ParameterizedTest
  @EnumSource
  void isKnownToTheTable(EndReason reason) {
    signUp(newEmail());

    PlatformServers.sql(
        "update auth.sessions set ended_at = now(), end_reason = '" + reason.wireName() + "'");

    assertEquals(1, Stored.count("auth.sessions where ended_at is not null"));
  }
}
