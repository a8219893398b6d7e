import { describe, expect, it } from "vitest";
import { MAX_CAPABILITIES, OWN_CAPABILITIES } from "../../shared/capability";
import { GeneralMsgNotification } from "../../proto/generated/messages";
import { fromHex } from "../crypto/hex";
import { present } from "../../shared/assert";
import { decodeAmp } from "./amp";
import { MAX_ENVELOPE_BYTES } from "./envelope";
import {
  decodeNotification,
  encodeDeliveryAck,
  encodeReadAck,
  encodeStatement,
  MAX_ACK_NONCES,
  notificationSchema,
  readNotification,
  type NotificationFields,
} from "./notification";
import { writeMessage } from "./wire-write";

const nonces = [12345, 0xffff_ffff, 0];
const payloadOf = (fields: NotificationFields): Uint8Array => writeMessage(notificationSchema, GeneralMsgNotification, fields);

describe("a notification", () => {
  it("is AMP type 2 version 1 with a nonce of its own", () => {
    for (const packet of [encodeReadAck(nonces, 1), encodeDeliveryAck(nonces), encodeStatement(["3.1.2"])]) {
      expect(packet).toMatchObject({ type: 2, version: 1 });
      expect(readNotification(packet.payload).nonce).toBeGreaterThan(0);
    }
  });

  it("that acknowledges reading says which texts and when", () => {
    const packet = encodeReadAck(nonces, 1_415_145_600_000);
    expect(decodeAmp(packet, 0)).toEqual({ type: "read-ack", nonces, timestamp: 1_415_145_600_000 });
  });

  it("that acknowledges reading is understood from the released clients", () => {
    const payload = present(fromHex("2080e880ea9729280430f7ffffff0f3a08b960ffffffff0f00"), "payload");
    expect(decodeNotification(1, payload)).toEqual({ type: "read-ack", nonces, timestamp: 1_415_145_600_000 });
  });

  it("that acknowledges reading may come without a time and with single numbers", () => {
    expect(decodeNotification(1, Uint8Array.of(0x28, 4, 0x38, 7, 0x38, 8))).toEqual({ type: "read-ack", nonces: [7, 8] });
  });

  it("that acknowledges delivery says which texts", () => {
    expect(decodeAmp(encodeDeliveryAck(nonces), 0)).toEqual({ type: "delivery-ack", nonces });
    expect(readNotification(encodeDeliveryAck(nonces).payload)).toMatchObject({ notifType: 63, notifCode: 1 });
  });

  it("that states capabilities says what it was given", () => {
    const packet = encodeStatement(OWN_CAPABILITIES);
    expect(decodeAmp(packet, 0)).toEqual({ type: "capability-statement", capabilities: OWN_CAPABILITIES });
    expect(readNotification(packet.payload).requestBodyAux).toBe("3.1.2;3.1.2.1;3.1.2.2;3.1.3");
  });

  it("that states capabilities without end is cut off, and one that states none has none", () => {
    const strings = Array.from({ length: 9000 }, (_, index) => `c${index}`);
    const many = payloadOf({ notifType: 63, notifCode: 2, requestBodyAux: strings.join(";") });
    expect(decodeNotification(1, many)).toMatchObject({ capabilities: strings.slice(0, MAX_CAPABILITIES) });
    expect(decodeNotification(1, payloadOf({ notifType: 63, notifCode: 2 }))).toMatchObject({ capabilities: [] });
  });

  it("of a missed call is a missed call", () => {
    expect(decodeNotification(1, payloadOf({ notifType: 1, timestamp: 5 }))).toEqual({ type: "missed-call", timestamp: 5 });
  });

  it.each([
    [{}, { notifType: 0 }],
    [{ notifType: 0, title: "photo.jpg" }, { notifType: 0 }],
    [{ notifType: 16, notifCode: 1 }, { notifType: 16, notifCode: 1 }],
    [{ notifType: 63 }, { notifType: 63 }],
    [{ notifType: 63, notifCode: 3 }, { notifType: 63, notifCode: 3 }],
    [{ notifType: 4711 }, { notifType: 4711 }],
    [{ notifType: -1 }, { notifType: -1 }],
  ])("of another type is passed on by its number: %j", (fields, expected) => {
    expect(decodeNotification(1, payloadOf(fields))).toEqual({ type: "other-notification", ...expected });
  });

  it("acknowledges up to 200 texts and is not written for more", () => {
    const full = Array.from({ length: MAX_ACK_NONCES }, (_, index) => index);
    expect(decodeAmp(encodeDeliveryAck(full), 0)).toMatchObject({ nonces: full });
    expect(() => encodeDeliveryAck([...full, 1])).toThrow(RangeError);
    expect(() => encodeReadAck([...full, 1], 1)).toThrow(RangeError);
  });

  it("is not written with a nonce that is no uint32", () => {
    expect(() => encodeDeliveryAck([-1])).toThrow(RangeError);
    expect(() => encodeReadAck([2 ** 32], 1)).toThrow(RangeError);
  });

  it("as large as a message can be is read", () => {
    const payload = new Uint8Array(MAX_ENVELOPE_BYTES).map((_, index) => (index % 2 === 0 ? 0x38 : 7));
    expect(readNotification(payload).ackNonces).toHaveLength(MAX_ENVELOPE_BYTES / 2);
  });

  it("of an unknown version is of a newer app", () => {
    expect(() => decodeNotification(2, new Uint8Array(0))).toThrow(expect.objectContaining({ code: "unknown-amp" }));
  });

  it.each([
    ["cut off", "3a08b960"],
    ["of another wire type", "2a0104"],
    ["with a time that no clock shows", "20ffffffffffffffffff01"],
    ["with text that is not UTF-8", "a20101ff"],
  ])("is malformed when it is %s", (_, text) => {
    const payload = present(fromHex(text), "payload");
    expect(() => decodeNotification(1, payload)).toThrow(expect.objectContaining({ code: "malformed-amp" }));
  });
});

describe("an application message", () => {
  it("of an unknown type is of a newer app", () => {
    for (const type of [-1, 0, 3, 42]) {
      const packet = { type, version: 1, payload: new Uint8Array(0) };
      expect(() => decodeAmp(packet, 0)).toThrow(expect.objectContaining({ code: "unknown-amp", details: { type, version: 1 } }));
    }
  });
});
