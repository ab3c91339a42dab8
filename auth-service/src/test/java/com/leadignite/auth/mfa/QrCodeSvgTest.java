package com.leadignite.auth.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeSvgTest {

  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z");
  private static final int BORDER = 4;

  @Test
  void drawsEachDarkModuleAndNoOther() {
    String text = OtpAuthUri.of("Lead Ignite", "ada@example.com", "GEZDGNBVGY3TQOJQ");
    QrCode expected = QrCode.encodeText(text, QrCode.Ecc.LOW);
    boolean[][] dark = new boolean[expected.size][expected.size];

    Matcher run = RUN.matcher(QrCodeSvg.of(text));
    while (run.find()) {
      int x = Integer.parseInt(run.group(1)) - BORDER;
      int y = Integer.parseInt(run.group(2)) - BORDER;
      for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
        dark[y][x + i] = true;
      }
      assertEquals(run.group(1), run.group(4));
    }

    for (int y = 0; y < expected.size; y++) {
      for (int x = 0; x < expected.size; x++) {
        assertEquals(expected.getModule(x, y), dark[y][x], x + " " + y);
      }
    }
  }

  /** Supabase's client puts it behind {@code data:image/svg+xml;utf-8,} as it is. */
  @Test
  void hasNothingThatADataUriWouldEndAt() {
    assertFalse(QrCodeSvg.of("any").matches("(?s).*[#%\\n].*"));
  }

  @Test
  void takesTheLongestNames() {
    String name = "\uD83D\uDE00".repeat(64);
    String uri = OtpAuthUri.of(name, "a".repeat(254), "A".repeat(32));

    assertFalse(QrCodeSvg.of(uri).isEmpty());
  }

  @Test
  void writesTheUriThatAppsRead() {
    assertEquals(
        "otpauth://totp/Lead%20Ignite%3A:ada%2Bcrm%40example.com?algorithm=SHA1&digits=6"
            + "&issuer=Lead%20Ignite%3A&period=30&secret=ABC",
        OtpAuthUri.of("Lead Ignite:", "ada+crm@example.com", "ABC"));
  }
}
