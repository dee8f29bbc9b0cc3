package org.tallystick.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonViewTest {
  private static final Json DOCUMENT =
      Json.parse("{\"id\": 7, \"on\": true, \"params\": [{\"to\": \"0x\", \"gas\": null}, 1.5]}");

  @Test
  void reachesMembersAndElements() {
    JsonView root = DOCUMENT.view();
    assertEquals(BigInteger.valueOf(7), root.member("id").integer());
    assertEquals(7, root.member("id").integer(0, 7));
    assertTrue(root.member("on").bool());
    assertEquals("0x", root.member("params").elements().get(0).member("to").text());
    assertEquals(List.of("id", "on", "params"), List.copyOf(root.members().keySet()));
  }

  @Test
  void takesAMissingMemberAndNullForAbsent() {
    JsonView call = DOCUMENT.view().member("params").elements().get(0);
    assertTrue(call.optional("value").isEmpty());
    assertTrue(call.optional("gas").isEmpty());
    assertTrue(call.member("gas").isNull());
    assertFalse(call.optional("to").isEmpty());
  }

  @Test
  void namesThePlaceOfWhatDoesNotFit() {
    assertFault("$.id: expected a string, got number 7", root -> root.member("id").text());
    assertFault("$: expected an array, got object", root -> root.elements());
    assertFault(
        "$.params[0].gas: expected true or false, got null",
        root -> root.member("params").elements().get(0).member("gas").bool());
    assertFault(
        "$.params[1]: expected a whole number, got number 1.5",
        root -> root.member("params").elements().get(1).integer());
    assertFault(
        "$.id: expected a number from 0 to 6, got number 7",
        root -> root.member("id").integer(0, 6));
  }

  @Test
  void saysWhichMembersThereAre() {
    assertFault(
        "$.params[0]: the member \"from\" is missing; there is to, gas",
        root -> root.member("params").elements().get(0).member("from"));
    assertFault(
        "$: unknown member \"on\"; known are id, params",
        root -> root.requireOnly(Set.of("params", "id")));
  }

  @Test
  void quotesNamesThatAreNotWords() {
    JsonView view = Json.parse("{\"a b\": {\"\": 1}}").view();
    assertEquals("$[\"a b\"][\"\"]", view.member("a b").member("").path());
  }

  private static void assertFault(String message, Consumer<JsonView> reading) {
    JsonView root = DOCUMENT.view();
    assertEquals(
        message, assertThrows(JsonException.class, () -> reading.accept(root)).getMessage());
  }
}
