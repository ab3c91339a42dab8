package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.body.Errors;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the query parameters of a list. */
@Singleton
final class LeadListingReader {

  private static final Set<String> OTHERS = Set.of("sort", "limit", "cursor", "deleted");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private final LeadConfig config;
  private final PhoneNumbers phones;
  private final Cursors cursors;

  LeadListingReader(LeadConfig config, PhoneNumbers phones, Cursors cursors) {
    this.config = config;
    this.phones = phones;
    this.cursors = cursors;
  }

  /**
   * Reads which leads are asked for. A parameter that is not known is refused: a filter with a
   * typing error would otherwise answer leads that were meant to be left out.
   *
   * @throws Problem {@code validation-failed}, {@code invalid-cursor}, or {@code forbidden} where
   *     somebody other than an administrator asks for deleted leads
   */
  LeadListing read(Map<String, List<String>> parameters, Caller.Person caller) {
    Errors errors = new Errors();
    Map<LeadFilter, String> filters = new EnumMap<>(LeadFilter.class);
    Map<LeadFilter, Object> values = new EnumMap<>(LeadFilter.class);
    parameters.forEach((name, sent) -> {
      Optional<LeadFilter> filter = LeadFilter.of(name);
      if (filter.isEmpty() && !OTHERS.contains(name)) {
        errors.add(
            PRINTABLE_NAME.matcher(name).matches() ? name : "?", "is not a parameter of this list");
      } else if (sent.size() != 1) {
        errors.add(name, "must be given once");
      } else if (filter.isPresent()) {
        filters.put(filter.get(), sent.getFirst());
        filter
            .get()
            .parameter(sent.getFirst(), phones)
            .ifPresentOrElse(
                value -> values.put(filter.get(), value),
                () -> errors.add(name, filter.get().fault()));
      }
    });
    String sort = first(parameters, "sort").orElse("-created_at");
    boolean descending = sort.startsWith("-");
    Optional<LeadSort> by = LeadSort.of(descending ? sort.substring(1) : sort);
    if (by.isEmpty()) {
      errors.add(
          "sort", "must be created_at, updated_at, last_name or score, with - for descending");
    }
    int limit = limit(first(parameters, "limit"), errors);
    boolean deleted = deleted(first(parameters, "deleted"), errors);
    errors.throwIfAny();
    if (deleted && caller.role() != Role.ADMIN) {
      throw new Problem(CommonProblem.FORBIDDEN, "Only an administrator may list deleted leads.");
    }
    LeadListing listing =
        new LeadListing(filters, values, by.orElseThrow(), descending, limit, deleted, null);
    return first(parameters, "cursor")
        .map(cursor -> listing.from(cursors.read(caller.tenantId(), listing, cursor)))
        .orElse(listing);
  }

  private int limit(Optional<String> sent, Errors errors) {
    if (sent.isEmpty()) {
      return config.pageDefault();
    }
    int limit = NUMBER.matcher(sent.get()).matches() ? Integer.parseInt(sent.get()) : 0;
    if (limit < 1 || limit > config.pageMost()) {
      errors.add("limit", "must be a whole number from 1 to " + config.pageMost());
    }
    return limit;
  }

  private static boolean deleted(Optional<String> sent, Errors errors) {
    String text = sent.orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      errors.add("deleted", "must be true or false");
    }
    return text.equals("true");
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }
}
