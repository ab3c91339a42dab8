package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PunycodeTest {

  /** The sample strings of RFC 3492, section 7.1, in lower case. */
  @ParameterizedTest
  @CsvSource({
    "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "他們爲什麽不說中文, ihqwctvzc91f659drss3x8bo0yb",
    "pročprostěnemluvíčesky, proprostnemluvesky-uyb24dma41a",
    "למההםפשוטלאמדבריםעברית, 4dbcagdahymbxekheh6e0a7fei0b",
    "なぜみんな日本語を話してくれないのか, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
    "porquénopuedensimplementehablarenespañol, porqunopuedensimplementehablarenespaol-fmd56a",
    "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
    "安室奈美恵-with-super-monkeys, -with-super-monkeys-pc58ag80a8qai00g7n9n",
    "ひとつ屋根の下2, 2-u9tlzr9756bt3uc0v",
    "パフィーdeルンバ, de-jg4avhby1noc0d",
    "そのスピードで, d9juau41awczczp",
    "bücher, bcher-kva",
    "straße, strae-oqa",
    "💩, ls8h",
  })
  void encodesTheSamplesOfTheStandard(String label, String encoded) {
    assertEquals(encoded, Punycode.encode(label));
  }
}
