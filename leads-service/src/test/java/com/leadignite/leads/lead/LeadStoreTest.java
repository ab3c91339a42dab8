package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static com.leadignite.leads.lead.TestingPeople.person;
import static com.leadignite.leads.lead.TestingPeople.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.RowFailure;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class LeadStoreTest {

  private static final Caller.Person ADMIN = person(ACME, 1, Role.ADMIN);

  @Inject LeadStore store;
  @Inject BodyReader reader;
  @Inject Normalizer normalizer;
  @Inject LeadListingReader listings;
  @Inject ReadLeads lists;
  @Inject Rows rows;

  @Test
  void givesBackEveryFieldAsItWasKept() {
    LeadDetails details =
        new LeadDetails(
            user(5).value(),
            TestingPeople.NORTH,
            "Ünal",
            "O'Brien",
            "<b>Acme</b> & Söhne",
            "CEO",
            "Una@Exämple.com",
            "+1 (202) 555-0123 x5",
            "example.com/a?b=ü",
            new Address("1 Main St", "Köln", "NRW", "50667", "DE"),
            "web",
            "spring",
            LeadStatus.DEAD,
            "moved away",
            77,
            List.of("hot", "vip"),
            new Consent(
                ConsentBasis.LEGITIMATE_INTEREST,
                Instant.parse("2026-01-02T03:04:05.123456Z"),
                true,
                false));

    Lead stored = keep(ADMIN, details);

    assertEquals(details, stored.details());
    assertEquals(
        new Normalized(
            "una@xn--exmple-cua.com", "+12025550123", "5", "https://example.com/a?b=%C3%BC"),
        stored.normalized());
    assertEquals(1, stored.version());
    assertEquals(ACME, stored.tenantId());
    assertEquals(user(1), stored.ownerId());
    assertEquals(7, stored.id().version());
    assertEquals(stored, await(store.find(ADMIN, stored.id())).orElseThrow().lead());
  }

  @Test
  void findsNothingOfAnotherOrganization() {
    Lead stored = keep(ADMIN, named("Any"));

    assertEquals(Optional.empty(), await(store.find(person(OTHER, 1, Role.ADMIN), stored.id())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead_email_norm_key", "lead_phone_e164_key"})
  void keepsAddressesAndNumbersUniqueInOneOrganization(String constraint) {
    boolean email = constraint.contains("email");
    LeadDetails first = email ? mailed("ann@example.com") : phoned("+12025550123");
    LeadDetails second = email ? mailed("ANN@Example.COM") : phoned("+12025550123");
    keep(ADMIN, first);

    RowFailure refused = assertThrows(RowFailure.class, () -> keep(ADMIN, second));

    assertTrue(Constraint.violated(refused, constraint));
    assertEquals(second.email(), keep(person(OTHER, 2, Role.ADMIN), second).details().email());
  }

  @Test
  void aDeletedLeadIsInNobodysWay() {
    Lead gone = keep(ADMIN, mailed("ann@example.com"));
    change(gone.deletedAt(gone.createdAt()));

    Lead second = keep(ADMIN, mailed("ann@example.com"));

    RowFailure refused = assertThrows(RowFailure.class, () -> change(gone.deletedAt(null), 2));
    assertTrue(Constraint.violated(refused, "lead_email_norm_key"));
    assertEquals(
        Optional.of(second.id()),
        await(store.findDuplicate(ADMIN, "ann@example.com", null, gone.id())));
  }

  @Test
  void replacesTheVersionItWasMadeForOnly() {
    Lead stored = keep(ADMIN, named("Any"));

    Lead changed = change(normalizer.changed(stored, named("Other")));

    assertEquals(2, changed.version());
    assertTrue(changed.updatedAt().isAfter(stored.updatedAt()));
    assertThrows(
        NoSuchElementException.class, () -> change(normalizer.changed(stored, named("Lost"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_at",
        "-created_at",
        "updated_at",
        "-updated_at",
        "last_name",
        "-last_name",
        "score",
        "-score"
      })
  void listsEachLeadOnceInOrderWhateverItsSort(String sort) {
    for (int i = 0; i < 23; i++) {
      keep(ADMIN, scored(i % 3 == 0 ? null : "Name" + (i % 5), i % 4));
    }

    List<Lead> all = pages(ADMIN, Map.of("sort", List.of(sort), "limit", List.of("4")));

    assertEquals(23, all.stream().map(Lead::id).distinct().count());
    assertEquals(23, all.size());
    assertEquals(all.stream().sorted(order(sort)).map(Lead::id).toList(), ids(all));
  }

  @ParameterizedTest
  @CsvSource({
    "last_name_prefix, mÜ, 'Müller,mühsam'",
    "email, ANN@EXAMPLE.COM, Ann",
    "phone, +1 202 555 0123, Phil",
    "source, web, Webb",
    "status, 'dead,qualified', 'Quin,Dora'",
    "created_before, 2001-01-01T00:00:00Z, ''",
    "updated_from, 2199-01-01T00:00:00+01:00, ''"
  })
  void narrowsAListByAFilter(String filter, String value, String names) {
    keep(ADMIN, read("{'last_name': 'Müller'}"));
    keep(ADMIN, read("{'last_name': 'mühsam'}"));
    keep(ADMIN, read("{'last_name': 'Mann'}"));
    keep(ADMIN, read("{'last_name': 'Ann', 'email': 'ann@example.com'}"));
    keep(ADMIN, read("{'last_name': 'Phil', 'phone': '+12025550123'}"));
    keep(ADMIN, read("{'last_name': 'Webb', 'source': 'web'}"));
    keep(ADMIN, read("{'last_name': 'Quin', 'status': 'qualified'}"));
    keep(ADMIN, read("{'last_name': 'Dora', 'status': 'dead', 'status_reason': 'no'}"));

    List<Lead> found = pages(ADMIN, Map.of(filter, List.of(value), "sort", List.of("created_at")));

    assertEquals(
        List.of(names.isEmpty() ? new String[0] : names.split(",")),
        found.stream().map(lead -> lead.details().lastName()).toList());
  }

  @Test
  void reachesEveryPageAndEveryLeadByAnIndexUnderRowLevelSecurity() {
    manyLeads();
    Lead one = keep(ADMIN, named("Needle"));
    Tuple key = Tuple.of(ACME.value(), one.id(), false);

    assertPlan(plan(ADMIN, LeadStore.FIND, key), "lead_pkey");
    assertPlan(listPlan(ADMIN, Map.of()), "lead_by_created");
    assertPlan(listPlan(ADMIN, Map.of("sort", List.of("-updated_at"))), "lead_by_updated");
    assertPlan(listPlan(ADMIN, Map.of("sort", List.of("last_name"))), "lead_by_last_name_sorted");
    assertPlan(
        listPlan(
            ADMIN,
            Map.of("sort", List.of("last_name"), "cursor", List.of(cursorOfFirstPageByName()))),
        "lead_by_last_name_sorted");
    assertPlan(listPlan(ADMIN, Map.of("phone", List.of("+12025550123"))), "lead_by_phone");
    assertPlan(listPlan(ADMIN, Map.of("sort", List.of("score"))), "lead_by_score");
    assertPlan(
        listPlan(ADMIN, Map.of("last_name_prefix", List.of("nee"), "sort", List.of("last_name"))),
        "lead_by_last_name");
    assertPlan(listPlan(ADMIN, Map.of("email", List.of("a@b.co"))), "lead_email_norm_key");
    assertPlan(listPlan(person(ACME, 77, Role.USER), Map.of()), "lead_by_owner");
    assertPlan(listPlan(person(ACME, 77, Role.AGENT), Map.of()), "lead_by_assignee");
  }

  private String cursorOfFirstPageByName() {
    Page<Lead> page =
        await(lists.list(ADMIN, Map.of("sort", List.of("last_name"), "limit", List.of("5"))));
    return Objects.requireNonNull(page.next());
  }

  @Test
  void sortsNamesAsAPhoneBookDoesFromPageToPage() {
    List<String> order =
        List.of("ab", "Apfel", "Äpfel", "Ápple", "Ärger", "Çelik", "cz", "Øre", "oz", "Zebra");
    List.of("Zebra", "cz", "Øre", "ab", "Ärger", "oz", "Äpfel", "Çelik", "Ápple", "Apfel")
        .forEach(name -> keep(ADMIN, named(name)));

    for (String sort : List.of("last_name", "-last_name")) {
      List<String> found =
          pages(ADMIN, Map.of("sort", List.of(sort), "limit", List.of("2"))).stream()
              .map(lead -> lead.details().lastName())
              .toList();

      assertEquals(sort.startsWith("-") ? order.reversed() : order, found);
    }
  }

  @Test
  void makesWholeRowsOfWhatReplicasOfThePreviousVersionWrite() {
    UUID id = UUID.randomUUID();
    PlatformServers.sql(
        """
        set search_path = leads;
        insert into lead (
          tenant_id, id, owner_id, email, phone_e164, website, status, score, tags, do_not_call,
          do_not_email
        )
        values (
          '%s', '%s', gen_random_uuid(), 'Ann@Example.com', '+12025550123', 'https://example.com/',
          'new', 0, '{}', false, false
        );
        """
            .formatted(ACME, id));
    Lead inserted = await(store.find(ADMIN, id)).orElseThrow().lead();

    PlatformServers.sql(
        """
        set search_path = leads;
        update lead
        set email = 'Bob@Example.com', phone_e164 = '+12025550124', website = null
        where id = '%s';
        """
            .formatted(id));
    Lead updated = await(store.find(ADMIN, id)).orElseThrow().lead();

    assertEquals("ann@example.com", inserted.normalized().emailNorm());
    assertEquals("+12025550123", inserted.details().phone());
    assertEquals("https://example.com/", inserted.normalized().websiteUrl());
    assertEquals("bob@example.com", updated.normalized().emailNorm());
    assertEquals("+12025550124", updated.details().phone());
    assertNull(updated.normalized().websiteUrl());
  }

  /** Twenty organizations of two thousand leads each: enough that reading all is the worse plan. */
  private static void manyLeads() {
    PlatformServers.sql(
        """
        set search_path = leads;
        insert into lead (
          tenant_id, owner_id, assignee_id, last_name, email, status, score, tags, do_not_call,
          do_not_email, created_at, updated_at
        )
        select
          case when t = 0 then '%s'::uuid else gen_random_uuid() end,
          gen_random_uuid(), gen_random_uuid(), 'Name' || i, 'a' || i || '@example.com', 'new',
          i %% 100, '{}', false, false, now() - make_interval(secs => i),
          now() - make_interval(secs => 2 * i)
        from generate_series(0, 19) t, generate_series(1, 2000) i;
        analyze lead;
        """
            .formatted(ACME));
  }

  private static void assertPlan(String plan, String index) {
    assertTrue(plan.contains(index), plan);
    assertTrue(plan.contains("tenant_id = "), plan);
    assertFalse(plan.contains("Seq Scan on lead"), plan);
  }

  private String listPlan(Caller.Person caller, Map<String, List<String>> parameters) {
    LeadListing listing = listings.read(parameters, caller);
    return plan(
        caller,
        ListStatement.sql("id\n", caller, listing, null),
        ListStatement.tuple(caller, listing, null));
  }

  private String plan(Caller.Person caller, String sql, Tuple parameters) {
    StringBuilder plan = new StringBuilder();
    await(rows.as(caller).query("explain " + sql, parameters))
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString();
  }

  private List<Lead> pages(Caller.Person caller, Map<String, List<String>> parameters) {
    Map<String, List<String>> query = new HashMap<>(parameters);
    List<Lead> all = new ArrayList<>();
    Page<Lead> page = await(lists.list(caller, query));
    all.addAll(page.items());
    while (page.next() != null) {
      query.put("cursor", List.of(page.next()));
      page = await(lists.list(caller, query));
      all.addAll(page.items());
    }
    return all;
  }

  private static Comparator<Lead> order(String sort) {
    Comparator<Lead> order =
        switch (sort.replace("-", "")) {
          case "created_at" -> Comparator.comparing(Lead::createdAt);
          case "updated_at" -> Comparator.comparing(Lead::updatedAt);
          case "score" -> Comparator.comparingInt(lead -> lead.details().score());
          default ->
              Comparator.comparing(
                  lead -> lead.details().lastName() == null ? "" : lead.details().lastName());
        };
    Comparator<Lead> whole = order.thenComparing(lead -> lead.id().toString());
    return sort.startsWith("-") ? whole.reversed() : whole;
  }

  private static List<UUID> ids(List<Lead> leads) {
    return leads.stream().map(Lead::id).toList();
  }

  private Lead keep(Caller.Person caller, LeadDetails details) {
    Lead draft = Lead.draft(caller, details, normalizer.of(details));
    return await(rows.as(caller).transaction(t -> store.insert(t, caller.tenantId(), draft)));
  }

  private Lead change(Lead lead) {
    return change(lead, lead.version());
  }

  private Lead change(Lead lead, long version) {
    Lead at =
        new Lead(
            lead.id(),
            lead.tenantId(),
            lead.ownerId(),
            lead.details(),
            lead.normalized(),
            version,
            lead.createdAt(),
            lead.updatedAt(),
            lead.deletedAt());
    return await(rows.as(ADMIN).transaction(t -> store.update(t, ADMIN.tenantId(), at)))
        .orElseThrow();
  }

  private LeadDetails read(String json) {
    return reader.read(json.replace('\'', '"').getBytes(UTF_8), LeadDetails.class);
  }

  private LeadDetails named(String name) {
    return read("{'last_name': '" + name + "'}");
  }

  private LeadDetails mailed(String email) {
    return read("{'email': '" + email + "'}");
  }

  private LeadDetails phoned(String phone) {
    return read("{'phone': '" + phone + "'}");
  }

  private LeadDetails scored(String name, int score) {
    String last = name == null ? "null" : "'" + name + "'";
    return read("{'company': 'Any', 'last_name': " + last + ", 'score': " + score + "}");
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }
}
