/** The one IPC channel between window and lab, in both directions. */
export const labIpcChannel = 'lab'
