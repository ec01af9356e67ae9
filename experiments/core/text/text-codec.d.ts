/**
 * The two classes of the WHATWG Encoding Standard that both Node and browsers have. TypeScript declares them only
 * together with all of the DOM or all of Node, neither of which the experiments may use.
 */
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean })
  decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}
