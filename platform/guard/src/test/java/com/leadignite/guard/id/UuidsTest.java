package com.leadignite.guard.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {

  private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        "01890A5D-AC96-774B-BCCE-B302099A8057",
        "01890a5d-AC96-774b-BCCE-b302099a8057"
      })
  void readsAUuidInAnyCase(String text) {
    assertEquals(Optional.of(UUID.fromString(ID)), Uuids.parse(text));
    assertEquals(ID, Uuids.comparable(text));
  }

  @ParameterizedTest
  @Tag("B34")
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "01890a5dac96774bbcceb302099a8057",
        "{01890a5d-ac96-774b-bcce-b302099a8057}",
        "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a8057\n",
        " 01890a5d-ac96-774b-bcce-b302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805g",
        "01890a5d-ac96-774b-bcce-b302099a805\uFF17",
        "../../../etc/passwd"
      })
  void readsNothingElse(String text) {
    assertEquals(Optional.empty(), Uuids.parse(text));
  }

  @Test
  void comparesOtherIdentifiersAsTheyAre() {
    assertEquals("Auth-Service", Uuids.comparable("Auth-Service"));
  }
}
