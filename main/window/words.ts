// The few words that the main process itself shows. Everything else is said by the page.
export const WORDS = {
  appName: "Stamp",
  newMessage: "New message",
  newMessages: (count: number) => `${String(count)} new messages`,
  accountFile: "Stamp account",
  allFiles: "All files",
  edit: "Edit",
  view: "View",
  badProfile: "A profile name has 1 to 32 characters: a to z, 0 to 9, - and _.",
  noRemoteDebugging: "Stamp does not start with a debugger attached.",
} as const;
