/** What is used of it here: the package has no types of its own. */
declare module 'pidusage' {
  export default function pidusage(pids: readonly number[]): Promise<Readonly<Record<string, unknown>>>
}
