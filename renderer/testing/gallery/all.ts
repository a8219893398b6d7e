// Every screen of the app by name. A screen or a state of one that is added to the app is added here, and with that to
// the pictures, the accessibility check and the comparison.
import { CLOSED, FIRST_RUN } from "./before-window";
import { CHATS } from "./chats";
import { DIALOGS } from "./dialogs";
import { LOCKS } from "./locks";
import { PANELS } from "./panels";
import type { Scenes } from "./scene";
import { SETTINGS } from "./settings";

export const SCENES: Scenes = { ...FIRST_RUN, ...CLOSED, ...CHATS, ...PANELS, ...DIALOGS, ...SETTINGS, ...LOCKS };
