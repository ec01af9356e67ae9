/** The part of the package that the bench uses: it has no types of its own. */
declare module 'pidusage' {
  export default function pidusage(pids: readonly number[]): Promise<Readonly<Record<string, unknown>>>
}
