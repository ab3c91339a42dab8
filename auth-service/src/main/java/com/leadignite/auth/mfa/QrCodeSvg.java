package com.leadignite.auth.mfa;

import io.nayuki.qrcodegen.QrCode;

/**
 * QR codes as SVG, to be shown in a data URI as it is: without a character that has to be escaped
 * there.
 */
final class QrCodeSvg {

  /** The quiet zone that scanners need, in modules. */
  private static final int BORDER = 4;

  private QrCodeSvg() {}

  /**
   * The QR code of a text: some milliseconds of computing, more for long ones.
   *
   * @param text up to 2,953 bytes of UTF-8
   */
  static String of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    int side = code.size + 2 * BORDER;
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
            .append(side)
            .append(' ')
            .append(side)
            .append("\" shape-rendering=\"crispEdges\"><path fill=\"white\" d=\"M0 0h")
            .append(side)
            .append('v')
            .append(side)
            .append("H0z\"/><path d=\"");
    for (int y = 0; y < code.size; y++) {
      addRow(svg, code, y);
    }
    return svg.append("\"/></svg>").toString();
  }

  /** One rectangle for each run of dark modules: a third of one for each module. */
  private static void addRow(StringBuilder svg, QrCode code, int y) {
    int x = 0;
    while (x < code.size) {
      int end = x;
      while (code.getModule(end, y)) {
        end++;
      }
      if (end > x) {
        svg.append('M').append(x + BORDER).append(' ').append(y + BORDER);
        svg.append('h').append(end - x).append("v1H").append(x + BORDER).append('z');
      }
      x = end + 1;
    }
  }
}
