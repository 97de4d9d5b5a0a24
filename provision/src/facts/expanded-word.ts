import { type Command, sh, userScript } from '../shell/command.ts';

/** What of a text is more than its letters. */
interface Meaning {
  /** `~`, `~user`, `$NAME` and `${NAME}` stand for what they mean on the machine; a name that is not set stays as it is. */
  readonly isExpanded: boolean;
  /** `*`, `?` and `[…]` stand for the files that they match. */
  readonly isGlob: boolean;
}

const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/;
/** Matches nowhere. */
const NOTHING = '(?!)';
const WILDCARD = /[*?]|\[!?[\w.,-]+\]/;

/** A text of a playbook as a word of a script, with no meaning for the shell but the ones asked for. */
export function expandedWord(text: string, { isExpanded, isGlob }: Meaning): Command {
  const home = isExpanded ? /^~(?:[a-z_][\w.-]*)?(?=\/|$)/i.exec(text)?.[0] : undefined;
  // A slash in quotes would make the tilde an ordinary letter.
  const slash = home !== undefined && text[home.length] === '/' ? '/' : '';
  const rest = text.slice((home?.length ?? 0) + slash.length);
  const special = new RegExp(
    [isExpanded ? VARIABLE.source : [], isGlob ? WILDCARD.source : []].flat().join('|') || NOTHING,
    'g',
  );
  const parts = [...piecesOf(rest, special)].map(({ piece, isSpecial }) =>
    isSpecial ? meant(piece) : sh`${piece}`,
  );
  const head = userScript(`${home ?? ''}${slash}`);
  if (parts.length === 0) return home === undefined ? sh`''` : head;
  return parts.reduce((word, part) => sh`${word}${part}`, head);
}

function* piecesOf(
  text: string,
  special: RegExp,
): Generator<{ readonly piece: string; readonly isSpecial: boolean }> {
  let end = 0;
  for (const match of text.matchAll(special)) {
    if (match.index > end) yield { piece: text.slice(end, match.index), isSpecial: false };
    yield { piece: match[0], isSpecial: true };
    end = match.index + match[0].length;
  }
  if (end < text.length) yield { piece: text.slice(end), isSpecial: false };
}

/** The pattern of a special piece leaves no room for anything but a name or a wildcard. */
function meant(piece: string): Command {
  const name = VARIABLE.exec(piece);
  if (name?.[0] !== piece) return userScript(piece);
  return userScript(`"\${${name[1] ?? name[2]}-\\${piece.replace('}', String.raw`\}`)}}"`);
}
