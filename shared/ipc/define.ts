// How a request or an event of the contract is written down, and the parameter schemas that several areas share.
import * as z from "zod/mini";
import type { ContactId, MessageId } from "../ids";

export interface RequestContract<Schema extends z.ZodMiniType, Result> {
  readonly params: Schema;
  /** Phantom: only its type matters. */
  readonly result?: Result;
}

export interface EventContract<Payload> {
  readonly payload?: Payload;
}

export const request =
  <Result>() =>
  <Schema extends z.ZodMiniType>(params: Schema): RequestContract<Schema, Result> => ({ params });

export const event = <Payload>(): EventContract<Payload> => ({});

export const contactId = z.pipe(
  z.int().check(z.positive()),
  z.transform((id) => id as ContactId),
);
export const messageId = z.pipe(
  z.int().check(z.positive()),
  z.transform((id) => id as MessageId),
);
export const text = (max: number) => z.string().check(z.maxLength(max));
/** Lower-case hex SHA-256. */
export const fingerprint = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const nothing = z.strictObject({});
export const ofContact = z.strictObject({ contactId });
export const ofMessage = z.strictObject({ messageId });

/** Empty name and password: none. */
export const proxy = z.strictObject({ url: text(2048), user: text(255), password: text(255) });
