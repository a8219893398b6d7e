// For each request of the contract parameters that fit its schema, and all that come of them by one mistake: a key that is
// missing, one more, another type, a value over its limit. They are made from the schema's own description, so a new request
// is among them by itself; whether a value is wrong is decided here by its type and never by asking the schema.
import { ipcContract, type RequestName } from "../../../shared/ipc/schema";

export interface RequestShapes {
  readonly name: RequestName;
  readonly fitting: unknown;
  readonly wrong: readonly { readonly what: string; readonly params: unknown }[];
}

/** What zod says of a schema; only what the contract uses. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly in?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly maximum?: number } } }[];
}

interface Schema {
  readonly _zod: { readonly def: Definition };
}

type Wrong = RequestShapes["wrong"][number];

/** Names that mean something to every object; as own keys of a request they are keys too many. */
const NAMES_OF_OBJECTS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "isAdmin", ""];

export function requestShapes(): readonly RequestShapes[] {
  return (Object.keys(ipcContract.requests) as RequestName[]).map((name) => {
    const schema = ipcContract.requests[name].params as unknown as Schema;
    return { name, fitting: fitting(schema), wrong: wrongOf(schema) };
  });
}

function bare(schema: Schema): Schema {
  const { type, in: input, innerType } = schema._zod.def;
  if (type === "pipe" && input !== undefined) return bare(input);
  return type === "optional" && innerType !== undefined ? bare(innerType) : schema;
}

function fitting(schema: Schema): unknown {
  const { type, shape, options, values, entries, checks } = bare(schema)._zod.def;
  const [option] = options ?? [];
  switch (type) {
    case "object":
      return Object.fromEntries(Object.entries(shape ?? {}).map(([key, of]) => [key, fitting(of)]));
    case "union":
      if (option !== undefined) return fitting(option);
      break;
    case "string":
      return checks?.some(({ _zod: { def } }) => def.check === "string_format") === true ? "a".repeat(64) : "a";
    case "number":
      // A size of text, hours of a day, a number of a row: 100 is all of them.
      return 100;
    case "boolean":
      return true;
    case "literal":
      return values?.[0];
    case "enum":
      return Object.values(entries ?? {})[0];
  }
  throw new Error(`no value is known for ${type}`);
}

function wrongOf(schema: Schema): readonly Wrong[] {
  const { type, shape, options } = bare(schema)._zod.def;
  if (type === "union") {
    const all = (options ?? []).flatMap(wrongOf);
    return [...all, { what: "no such variant", params: { type: "no such variant" } }];
  }
  if (type !== "object" || shape === undefined) return wrongLeaves(schema).map((params) => ({ what: describe(params), params }));
  const whole = fitting(schema) as Readonly<Record<string, unknown>>;
  const without = (key: string): unknown => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));
  return [
    ...[undefined, null, "a", 5, true, [], [whole]].map((params) => ({ what: describe(params), params })),
    ...NAMES_OF_OBJECTS.map((key) => ({ what: `with ${key}`, params: withOwn(whole, key, "a") })),
    ...Object.entries(shape).flatMap(([key, of]): readonly Wrong[] => [
      ...(of._zod.def.type === "optional" ? [] : [{ what: `without ${key}`, params: without(key) }]),
      ...wrongOf(of).filter(({ params }) => params !== undefined).map(({ what, params }) => ({ what: `${key}: ${what}`, params: { ...whole, [key]: params } })),
    ]),
  ];
}

function wrongLeaves(schema: Schema): readonly unknown[] {
  const { type, checks } = bare(schema)._zod.def;
  const most = checks?.map(({ _zod: { def } }) => def.maximum).find((maximum) => maximum !== undefined);
  const never = [null, [], {}, ["a"]];
  if (type === "string") return [...never, 5, true, ...(most === undefined ? ["no fingerprint"] : ["x".repeat(most + 1)])];
  if (type === "number") return [...never, "100", true, NaN, Infinity, -Infinity, 1.5, 2 ** 53];
  if (type === "boolean") return [...never, "true", 0, 1];
  return [...never, "no such word", 5, true];
}

/** With a key of its own, also where setting it would mean something else. */
function withOwn(whole: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  return JSON.parse(JSON.stringify(whole).replace(/^\{/, `{${JSON.stringify(key)}:${JSON.stringify(value)}${Object.keys(whole).length === 0 ? "" : ","}`));
}

function describe(value: unknown): string {
  if (typeof value === "string" && value.length > 20) return `${String(value.length)} characters`;
  return value === undefined ? "undefined" : JSON.stringify(value);
}
