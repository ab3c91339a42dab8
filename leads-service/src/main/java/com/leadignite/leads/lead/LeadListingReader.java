package com.leadignite.leads.lead;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the query parameters of a list. */
@Singleton
final class LeadListingReader {

  private final BodyReader reader;
  private final PhoneNumbers phones;

  LeadListingReader(BodyReader reader, PhoneNumbers phones) {
    this.reader = reader;
    this.phones = phones;
  }

  /**
   * Reads which leads are asked for. An unknown parameter is refused: a filter with a typing error
   * would otherwise answer leads that were meant to be left out.
   *
   * @throws Problem {@code validation-failed}, or {@code forbidden} if somebody other than an
   *     administrator asks for deleted leads
   */
  LeadListing read(Map<String, List<String>> parameters, Caller.Person caller) {
    LeadQuery query = reader.parameters(parameters, LeadQuery.class);
    Map<LeadFilter, Object> filters = new EnumMap<>(LeadFilter.class);
    for (LeadFilter filter : LeadFilter.values()) {
      Object parameter = filter.parameter(query, phones);
      if (parameter != null) {
        filters.put(filter, parameter);
      }
    }
    if (query.deleted() && caller.role() != Role.ADMIN) {
      throw new Problem(CommonProblem.FORBIDDEN, "Only an administrator may list deleted leads.");
    }
    boolean descending = query.sort().startsWith("-");
    LeadSort sort =
        LeadSort.of(descending ? query.sort().substring(1) : query.sort()).orElseThrow();
    return new LeadListing(filters, sort, descending, query.deleted(), query.page());
  }
}
