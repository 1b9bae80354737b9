// Copying a text, and saying whether the browser let us.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

/** Copies a text and tells the reader how that went. */
export function useCopy(): (text: string) => void {
  const { browser, words, say } = useContext(Surroundings);
  return (text) => void browser.copy(text).then((done) => say(done ? words.copied : words.notCopied));
}
