/** Window and lab exchange all messages over this IPC channel. */
export const labIpcChannel = 'lab'
