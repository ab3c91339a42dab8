package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUpStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many hashes it costs to sign up: what nobody outside can count. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class UnconfirmedSignUpWorkTest {

  @Inject TestingHasher hasher;

  @Test
  @Tag("B18")
  void isNoHashWhetherTheAddressHasAnAccountOrNot() {
    String email = newEmail();

    assertEquals(0, hashesOfSigningUp(email));
    assertEquals(0, hashesOfSigningUp(email));
  }

  private int hashesOfSigningUp(String email) {
    hasher.reset();
    assertEquals(200, signUpStatus(email, PASSWORD));
    return hasher.count();
  }
}
