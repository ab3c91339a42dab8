package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Behind one office's address are hundreds of people, and a 429 ends their sessions. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefreshLimitTest {

  @Test
  void countsEachSessionForItself() {
    List<Session> once =
        IntStream.range(0, 12).mapToObj(i -> refresh(refresh(signUp(newEmail())))).toList();

    Session busy = refresh(refresh(refresh(once.getFirst())));

    assertEquals(429, tryRefresh(busy.refreshToken()).statusCode());
    for (Session other : once.subList(1, 12)) {
      assertEquals(200, tryRefresh(other.refreshToken()).statusCode());
    }
  }

  @Test
  void limitsAndAuditsOnlyUnknownTokens() {
    Session session = signUp(newEmail());
    for (int i = 0; i < 30; i++) {
      assertEquals(400, tryRefresh(nobodys(i)).statusCode());
    }

    assertEquals(429, tryRefresh(nobodys(30)).statusCode());
    assertEquals(200, tryRefresh(session.refreshToken()).statusCode());
    assertEquals(30, Stored.events("auth.refresh.failed"));
  }

  private static String nobodys(int number) {
    return "%043d".formatted(number);
  }
}
