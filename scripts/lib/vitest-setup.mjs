// Before the first test: the database binding that this Node can load, built if it is not cached yet. Tests find it as
// the app does, in STAMP_SQLITE_BINDING.

import { sqliteBinding } from "./sqlite-binding.mjs";

export async function setup() {
  const binding = await sqliteBinding();
  if (binding !== undefined) process.env.STAMP_SQLITE_BINDING = binding;
}
