const place = 'the JSON of another value'

/** The JSON of a value in place of the value, in what is sent to a window: what is not needed here need not be made. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): string {
    return place
  }
}

/** As JSON.stringify, of something that has this text once among its values, and is short but for that. */
export function stringifyAround(value: object, inner: JsonText): string {
  return JSON.stringify(value).replace(JSON.stringify(place), () => inner.text)
}
