package com.leadignite.auth.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeySafetyTest {

  private static final String ID = "leadignite.auth.passkey.rp-id";
  private static final String ORIGINS = "leadignite.auth.passkey.origins";

  private static List<String> findings(String site, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("leadignite.auth.site-url", site);
    all.put("leadignite.auth.issuer", site + "/auth/v1");
    IssuerConfig issuer = Settings.of(IssuerConfig.class, all);
    RelyingParty party = new RelyingParty(Settings.of(PasskeyConfig.class, all), issuer);
    return new PasskeySafety(party, issuer)
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void theSiteIsTheRelyingParty() {
    assertEquals(List.of(), findings("https://app.example.com", Map.of()));
    assertEquals(List.of(), findings("https://app.example.com:8443", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "https://localhost", "https://192.0.2.1"})
  void namesASiteForWhichThereAreNoPasskeys(String site) {
    assertEquals(ID, findings(site, Map.of()).getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"com", "evil.org", "pp.example.com", "login.app.example.com", "example.com."})
  void namesADomainThatIsNotTheSites(String id) {
    assertEquals(ID, findings("https://app.example.com", Map.of(ID, id)).getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.com",
    "https://app.example.com/",
    "https://evil.org",
    "https://notexample.com",
    "https://user@app.example.com",
    "*",
    "null"
  })
  void namesOriginsThatAreNotTheSites(String origin) {
    assertEquals(
        List.of(ORIGINS),
        findings("https://app.example.com", Map.of(ID, "example.com", ORIGINS, origin)));
  }

  @Test
  void leavesToTheOperatorWhatIsSafe() {
    assertEquals(
        List.of(),
        findings(
            "https://app.example.com",
            Map.of(
                ID, "example.com", ORIGINS, "https://app.example.com,https://login.example.com")));
  }
}
