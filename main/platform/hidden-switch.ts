// The word of the command line by which the system starts the app without a window, in the tray.
export const HIDDEN_SWITCH = "--hidden";
