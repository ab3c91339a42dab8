package com.leadignite.auth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/oauth.md} says of the scopes that people give to clients. */
class ScopeDocumentTest {

  private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+:[a-z-]+)` \\| ([^|]+) \\|");

  /** What a token of a client or an API key has to have, in a document of an API. */
  private static final Pattern ASKED =
      Pattern.compile("- (?:bearer|apiKey):\\n +- ([a-z-]+:[a-z-]+)\\n");

  private static Stream<Scope> delegable() {
    return Arrays.stream(Scope.values()).filter(Scope::isDelegable);
  }

  @Test
  void namesEachInTheWordsOfTheConsentPage() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(Path.of("../docs/oauth.md")))
            .results()
            .map(row -> row.group(1) + ": " + row.group(2))
            .toList();

    assertEquals(
        delegable().map(scope -> scope.wireName() + ": " + scope.description()).toList(), rows);
  }

  /** A person must not be asked for what opens nothing. */
  @Test
  void eachOpensAnOperationOfSomeService() throws IOException {
    TreeSet<String> asked = new TreeSet<>();
    for (String service : List.of("auth", "leads", "webhook", "audit")) {
      String document = Files.readString(Path.of("../docs/api/" + service + "-service.yaml"));
      ASKED.matcher(document).results().map(found -> found.group(1)).forEach(asked::add);
    }
    asked.retainAll(Scope.names(delegable()).toList());

    assertEquals(Scope.names(delegable()).collect(Collectors.toCollection(TreeSet::new)), asked);
  }
}
