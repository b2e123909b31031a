/** Whether Command stands where Ctrl does elsewhere. */
export const isMac = /^Mac|^iP/.test(navigator.platform);
