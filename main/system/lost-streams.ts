/**
 * Lets the program go on where its output is lost: the reader has had enough (EPIPE), the terminal is gone (EIO), the disk
 * is full. Without a listener the error of such a write would end the program, and a run with it.
 */
export function outliveStreams(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => undefined)
}
