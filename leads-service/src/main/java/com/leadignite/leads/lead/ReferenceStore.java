package com.leadignite.leads.lead;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code lead_reference}, and whom a report of another system may mean. */
@Singleton
final class ReferenceStore {

  static final String KEY = "lead_reference_pkey";

  /** The leads that a report may mean, the surest first; each branch is one look into an index. */
  private static final String CANDIDATES =
      """
      select
        id,
        rank,
        deleted,
        extension
      from (
        select
          id,
          1 as rank,
          deleted_at is not null as deleted,
          phone_extension as extension
        from lead
        where tenant_id = $1
          and id = $2::uuid
        union all
        select
          id,
          2,
          deleted_at is not null,
          phone_extension
        from lead
        where tenant_id = $1
          and id = $8::uuid
        union all
        select
          l.id,
          3,
          l.deleted_at is not null,
          l.phone_extension
        from lead_reference r
        join lead l
          on l.tenant_id = r.tenant_id
          and l.id = r.lead_id
        where r.tenant_id = $1
          and r.system = $3
          and r.external_id = $4
        union all
        select
          id,
          4,
          false,
          phone_extension
        from lead
        where tenant_id = $1
          and email_norm = $5
          and deleted_at is null
        union all
        (
          select
            id,
            5,
            false,
            phone_extension
          from lead
          where tenant_id = $1
            and phone_e164 = $6
            and deleted_at is null
            and coalesce(phone_extension = $7, true)
          order by
            phone_extension is distinct from $7,
            phone_extension is not null,
            created_at,
            id
          limit 20
        )
      ) as candidate
      order by rank
      """;

  private static final String GIVE =
      """
      insert into lead_reference (tenant_id, system, external_id, lead_id)
      values ($1, $2, $3, $4)
      """;

  private static final String KEEP = GIVE + "on conflict do nothing";

  /** Where a lead was found. */
  enum By {
    ID,
    CALL,
    REFERENCE,
    EMAIL,
    PHONE
  }

  /** A lead that a report may mean. */
  record Candidate(UUID id, By by, boolean deleted, @Nullable String extension) {}

  /**
   * The leads that a report may mean, the surest first. Another extension of a number is another
   * person.
   *
   * @param called whose the reported call is; null if it is not known
   */
  Uni<List<Candidate>> candidates(
      Transaction transaction,
      TenantId tenant,
      ReportedLead lead,
      @Nullable UUID called,
      Normalized normalized) {
    Tuple asked = Tuple.of(tenant.value(), lead.id(), lead.system(), lead.externalId());
    asked.addValue(normalized.emailNorm());
    asked.addValue(normalized.phoneE164());
    asked.addValue(normalized.phoneExtension());
    asked.addValue(called);
    return transaction
        .query(CANDIDATES, asked)
        .map(found -> {
          List<Candidate> candidates = new ArrayList<>(found.size());
          found.forEach(row ->
              candidates.add(
                  new Candidate(
                      row.getUUID("id"),
                      By.values()[row.getInteger("rank") - 1],
                      row.getBoolean("deleted"),
                      row.getString("extension"))));
          return candidates;
        });
  }

  /** Keeps what another system calls a lead, unless it calls another one so. */
  Uni<Void> keep(Transaction transaction, TenantId tenant, ReportedLead reported, UUID lead) {
    return store(KEEP, transaction, tenant, reported, lead);
  }

  /**
   * The same for a lead that is new. Fails by {@link #KEY} if another one was created under that id
   * meanwhile: else the two would stay.
   */
  Uni<Void> give(Transaction transaction, TenantId tenant, ReportedLead reported, UUID lead) {
    return store(GIVE, transaction, tenant, reported, lead);
  }

  private static Uni<Void> store(
      String sql, Transaction transaction, TenantId tenant, ReportedLead reported, UUID lead) {
    return reported.system() == null || reported.externalId() == null
        ? Uni.createFrom().voidItem()
        : transaction
            .query(sql, Tuple.of(tenant.value(), reported.system(), reported.externalId(), lead))
            .replaceWithVoid();
  }
}
