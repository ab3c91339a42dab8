package com.leadignite.guard.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.TestIssuer;
import com.leadignite.guard.token.AccountGrant;
import com.leadignite.guard.token.TestingAccounts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that is trusted to say who somebody is, and in nothing else. */
@QuarkusTest
@WithTestResource(Servers.class)
class FederatedAccessTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Inject TestingAccounts accounts;
  @Inject Revocations revocations;

  private final String subject = UUID.randomUUID().toString();

  @Test
  void acceptsATokenOfAnAccount() {
    AccountGrant account = link(Role.USER);

    get(TestIssuer.federated(subject))
        .statusCode(200)
        .body("key", equalTo(account.userId().toString()));
  }

  @Test
  @Tag("B29")
  void acceptsNoTokenOfNobodysSubjectWhateverItClaims() {
    Map<String, Object> claims = TestIssuer.person();
    claims.putAll(TestIssuer.federated(subject));

    get(claims).statusCode(401).body("type", equalTo("/problems/unauthenticated"));
  }

  /** Each issuer's key signs for that issuer alone. */
  @Test
  @Tag("B29")
  void acceptsNoTokenOfThatIssuerInOurName() {
    link(Role.USER);
    Map<String, Object> claims = TestIssuer.person();

    given()
        .header("Authorization", "Bearer " + TestIssuer.signFederated(claims))
        .get("/probe/scoped")
        .then()
        .statusCode(401);
  }

  @Test
  @Tag("B41")
  void looksTheAccountUpAgainOnceSomethingOfItIsRevoked() {
    AccountGrant account = link(Role.USER);
    Map<String, Object> later = TestIssuer.federated(subject);
    later.put("iat", Instant.now().getEpochSecond() + 5);
    get(later).statusCode(200);
    accounts.unlink(TestIssuer.PROVIDER, subject);
    get(later).statusCode(200);

    revocations
        .revokeIssuedUntil(account.userId().toString(), account.tenantId(), Instant.now())
        .await()
        .atMost(LONG);

    get(later).statusCode(401);
    assertEquals(2, accounts.timesAsked(TestIssuer.PROVIDER, subject));
  }

  @Test
  @Tag("B25")
  void refusesATokenThatIsOlderThanARevocation() {
    AccountGrant account = link(Role.USER);
    Map<String, Object> token = TestIssuer.federated(subject);
    get(token).statusCode(200);
    accounts.link(
        TestIssuer.PROVIDER,
        subject,
        TestingAccounts.changed(account, Role.USER, false, Instant.now().plus(LONG)));

    revocations
        .revokeIssuedUntil(account.userId().toString(), account.tenantId(), Instant.now())
        .await()
        .atMost(LONG);

    get(token).statusCode(401);
  }

  private AccountGrant link(Role role) {
    AccountGrant account = TestingAccounts.account(role, Instant.now().minusSeconds(60));
    accounts.link(TestIssuer.PROVIDER, subject, account);
    return account;
  }

  private static ValidatableResponse get(Map<String, Object> claims) {
    return given()
        .header("Authorization", "Bearer " + TestIssuer.signFederated(claims))
        .get("/probe/scoped")
        .then();
  }
}
