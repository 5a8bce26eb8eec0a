/** A text with its percent-encoding undone; as it is where that is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text as it can stand in a part of a URI, a "#" in it too. Half of a surrogate pair stands for no character, and has no encoding. */
export function encoded(text: string): string {
  return encodeURI(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(/#/g, '%23');
}
