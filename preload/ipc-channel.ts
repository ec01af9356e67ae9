export const labIpcChannel = 'lab'
