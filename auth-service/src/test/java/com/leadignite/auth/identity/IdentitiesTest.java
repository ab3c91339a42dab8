package com.leadignite.auth.identity;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways in which a person signs in, as they are stored and shown. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class IdentitiesTest {

  @Test
  void aSignUpMakesOneIdentity() {
    Session session = signUp(newEmail(), Map.of("first_name", "Ada"));

    assertEquals(
        session.userId() + " email " + session.userId() + " {\"first_name\": \"Ada\"}",
        Stored.text(
            "select concat_ws(' ', user_id, provider, subject, identity_data) from auth.identities"));
    assertEquals(1, Stored.count("auth.identities"));
    as(session)
        .get("/auth/v1/user")
        .then()
        .body("identities", hasSize(1))
        .body("identities[0].provider", equalTo("email"))
        .body("identities[0].id", equalTo(session.userId()))
        .body("identities[0].user_id", equalTo(session.userId()))
        .body("identities[0].identity_id", equalTo(Stored.text("select id from auth.identities")))
        .body("identities[0].identity_data.first_name", equalTo("Ada"))
        .body("app_metadata.provider", equalTo("email"))
        .body("app_metadata.providers", contains("email"));
  }

  @Test
  void remembersWhenAnIdentityWasLastUsed() {
    String email = newEmail();
    signUp(email);
    PlatformServers.sql("update auth.identities set last_sign_in_at = null");

    Session session = signIn(email);

    assertEquals(1, Stored.count("auth.identities where last_sign_in_at is not null"));
    String last = as(session).get("/auth/v1/user").jsonPath().getString("last_sign_in_at");
    as(session).get("/auth/v1/user").then().body("identities[0].last_sign_in_at", equalTo(last));
  }

  /** As linking will store it: whatever the provider said is shown, and none of it is believed. */
  @Test
  void showsEachIdentityOfAnAccount() {
    Session session = signUp(newEmail());
    PlatformServers.sql(
        """
        insert into auth.identities (
          id, user_id, provider, subject, identity_data, created_at
        ) values (
          gen_random_uuid(), '%s', 'google', '1092837465', '{"email": "ada@gmail.com"}', now()
        )
        """
            .formatted(session.userId()));

    as(session)
        .get("/auth/v1/user")
        .then()
        .body("identities.provider", contains("email", "google"))
        .body("identities[1].id", equalTo("1092837465"))
        .body("identities[1].identity_data", equalTo(Map.of("email", "ada@gmail.com")))
        .body("app_metadata.provider", equalTo("email"))
        .body("app_metadata.providers", contains("email", "google"))
        .body("email", equalTo(session.claim("email")));
    assertEquals(
        Map.of("provider", "email", "providers", List.of("email", "google")),
        refresh(session).claim("app_metadata"));
  }

  @Test
  void makesTheIdentityOfAnAccountFromAReplicaOfThePreviousVersion() {
    PlatformServers.sql(
        """
        set search_path = auth;
        insert into auth.organizations (tenant_id, name, created_at, updated_at)
        values ('00000000-0000-7000-8000-000000000001', 'Theirs', now(), now());
        with account as (
          insert into auth.users (
            id, tenant_id, email, user_metadata, sign_up_data, created_at, updated_at
          ) values (
            '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001',
            'ada@example.com', '{}', '{"first_name": "Ada"}', now(), now()
          )
          returning id, tenant_id
        )
        insert into auth.memberships (tenant_id, user_id, role, created_at, updated_at)
        select a.tenant_id, a.id, 'admin', now(), now()
        from account a
        """);

    assertEquals(
        1,
        Stored.count(
            """
            auth.identities i
            join auth.users u on u.identity_id = i.id and u.id = i.user_id
            where i.provider = 'email'
              and i.subject = u.id::text
              and i.identity_data = u.sign_up_data
              and i.created_at = u.created_at
            """));
  }
}
