// One screen in one state, as something to look at and to test: a world of the stand-in, and what is done in its window
// until the screen is there. Tests without a layout and the real window in e2e/scenes show the same ones.
import type { SessionEvent } from "../../../shared/app-state";
import type { MessageId } from "../../../shared/ids";
import type { TextKey, TextValues } from "../../i18n/i18n";
import type { Services } from "../../store/context";
import type { MockBridge } from "../mock-bridge";
import type { MockWorld } from "../mock-world";

export interface Scene {
  readonly world: () => MockWorld;
  /** What happens once the window shows the world. */
  readonly act?: (stage: Stage) => Promise<void>;
  /** Height of the window in which it is shown, where all of a long page shall be seen. */
  readonly height?: number;
}

export type Scenes = Readonly<Record<string, Scene>>;

/** The window of a scene, and a hand in it. What is named by words is named by their key, so it is found in any language. */
export interface Stage extends Omit<Services, "client"> {
  readonly bridge: MockBridge;
  /** Clicks the first control that has exactly these words as its name. */
  readonly press: (words: TextKey, values?: TextValues) => Promise<void>;
  /** Clicks the first element that fits the selector. */
  readonly click: (selector: string) => Promise<void>;
  /** Types into the field that has this label, in place of what is there. */
  readonly type: (label: TextKey, text: string) => Promise<void>;
  /** Opens the menu of a message. */
  readonly openMenu: (messageId: MessageId) => Promise<void>;
  /** Until the window shows these words. */
  readonly appears: (words: TextKey, values?: TextValues) => Promise<void>;
  /** Until this is so; looks whenever the window is still. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** Main tells something. */
  readonly tell: (...events: readonly SessionEvent[]) => Promise<void>;
  /** Until what was asked for is answered and drawn. */
  readonly settle: () => Promise<void>;
}
