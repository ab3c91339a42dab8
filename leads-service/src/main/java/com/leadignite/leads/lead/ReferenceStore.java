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
          l.id,
          2,
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
          3,
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
            4,
            false,
            phone_extension
          from lead
          where tenant_id = $1
            and phone_e164 = $6
            and deleted_at is null
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

  private static final String KEEP =
      """
      insert into lead_reference (tenant_id, system, external_id, lead_id)
      values ($1, $2, $3, $4)
      on conflict do nothing
      """;

  /** Where a lead was found: by its id, by another system's, by the address or by the number. */
  enum By {
    ID,
    REFERENCE,
    EMAIL,
    PHONE
  }

  /** A lead that a report may mean. */
  record Candidate(UUID id, By by, boolean deleted, @Nullable String extension) {}

  /** The leads that a report may mean, the surest first. */
  Uni<List<Candidate>> candidates(
      Transaction transaction, TenantId tenant, ReportedLead lead, Normalized normalized) {
    Tuple asked = Tuple.of(tenant.value(), lead.id(), lead.system(), lead.externalId());
    asked.addValue(normalized.emailNorm());
    asked.addValue(normalized.phoneE164());
    asked.addValue(normalized.phoneExtension());
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
    return reported.system() == null || reported.externalId() == null
        ? Uni.createFrom().voidItem()
        : transaction
            .query(KEEP, Tuple.of(tenant.value(), reported.system(), reported.externalId(), lead))
            .replaceWithVoid();
  }
}
