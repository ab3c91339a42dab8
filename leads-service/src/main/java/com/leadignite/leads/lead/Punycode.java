package com.leadignite.leads.lead;

/** The encoding of Unicode in labels of the DNS (RFC 3492), one way. */
final class Punycode {

  private static final int BASE = 36;
  private static final int FIRST_NON_ASCII = 128;

  private Punycode() {}

  /** The label in ASCII, without the {@code xn--} in front; for labels of the DNS's length. */
  static String encode(String label) {
    int[] codePoints = label.codePoints().toArray();
    StringBuilder encoded = new StringBuilder();
    for (int codePoint : codePoints) {
      if (codePoint < FIRST_NON_ASCII) {
        encoded.append((char) codePoint);
      }
    }
    int basic = encoded.length();
    if (basic > 0) {
      encoded.append('-');
    }
    int bias = 72;
    int delta = 0;
    int next = FIRST_NON_ASCII;
    for (int handled = basic; handled < codePoints.length; next++, delta++) {
      int least = Integer.MAX_VALUE;
      for (int codePoint : codePoints) {
        least = codePoint >= next ? Math.min(least, codePoint) : least;
      }
      delta += (least - next) * (handled + 1);
      next = least;
      for (int codePoint : codePoints) {
        if (codePoint < next) {
          delta++;
        } else if (codePoint == next) {
          append(encoded, delta, bias);
          handled++;
          bias = adapted(delta, handled, handled == basic + 1);
          delta = 0;
        }
      }
    }
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, int delta, int bias) {
    int rest = delta;
    int k = BASE;
    for (int threshold = threshold(k, bias); rest >= threshold; threshold = threshold(k, bias)) {
      encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
      k += BASE;
    }
    encoded.append(digit(rest));
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, 1, 26);
  }

  private static int adapted(int delta, int handled, boolean first) {
    int rest = first ? delta / 700 : delta / 2;
    rest += rest / handled;
    int k = 0;
    for (; rest > 455; k += BASE) {
      rest /= BASE - 1;
    }
    return k + BASE * rest / (rest + 38);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
