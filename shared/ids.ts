// Branded identifiers and units, so that a row id, an address and a time cannot be mixed up.

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Canonical SIP address of record without a scheme: `user@domain`, domain in lower case, user as written (spec 1.4). */
export type Address = Brand<string, "Address">;
/** Row id in `contacts`; a conversation is a contact's conversation, so it has no id of its own. */
export type ContactId = Brand<number, "ContactId">;
/** Row id in `messages`. */
export type MessageId = Brand<number, "MessageId">;
/** Milliseconds since 1970-01-01 UTC. */
export type Millis = number;
