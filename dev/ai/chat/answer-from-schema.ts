import { detectLanguage } from './detect-language.ts';
import { type JsonSchema, resolveSchema } from './json-schema.ts';
import { pickActionable } from './pick-actionable.ts';
import { pickTags } from './pick-tags.ts';
import { splitSentences } from './split-sentences.ts';
import { summarize } from './summarize.ts';

/** From here on arrays stay empty, so that a schema that holds itself comes to an end. */
const deep = 8;
/** Things to do from one text. */
const mostQuoted = 5;
/** A schema that can't be filled at all ends here. */
const bottomless = 64;

/**
 * A value that fits a JSON schema, filled with what was taken out of a text. Properties are known by their names
 * (summary, tag1 to tag9, tags, language, sentences); any other string is the next sentence of the text, any other
 * array as short as its schema allows. An object with a `quote` is something to do: its strings are the sentence that it
 * quotes, and a list of such objects has what the text asks for.
 */
export function answerFromSchema(schema: JsonSchema, text: string): unknown {
  const sentences = splitSentences(text);
  const tags = pickTags(text, 20);
  let nextSentence = 0;

  function fill(given: JsonSchema, name: string, depth: number): unknown {
    const part = resolveSchema(given, schema);
    if (part.const !== undefined) return part.const;
    if (part.enum) return part.enum[0];
    const option = (part.anyOf ?? part.oneOf ?? part.allOf)?.find(({ type }) => type !== 'null');
    if (option) return fill(option, name, depth);
    switch (typeOf(part)) {
      case 'object':
        return fillObject(part, depth);
      case 'array':
        return fillArray(part, name, depth);
      case 'integer':
      case 'number':
        return part.minimum ?? (part.exclusiveMinimum ?? -1) + 1;
      case 'boolean':
        return false;
      case 'null':
        return null;
      default:
        return fit(knownText(name) ?? sentences[nextSentence++ % sentences.length] ?? '', part);
    }
  }

  function fillObject(part: JsonSchema, depth: number): Record<string, unknown> {
    if (depth >= bottomless) return {};
    const [sentence] = part.properties?.['quote'] ? pickActionable(text, 1) : [];
    if (sentence !== undefined) return fillQuoting(part, sentence, depth);
    const entries = Object.entries(part.properties ?? {});
    return Object.fromEntries(entries.map(([key, value]) => [key, fill(value, key, depth + 1)]));
  }

  function fillQuoting(part: JsonSchema, sentence: string, depth: number): Record<string, unknown> {
    const entries = Object.entries(part.properties ?? {}).map(([key, value]) => {
      const inner = resolveSchema(value, schema);
      return [key, typeOf(inner) === 'string' ? fit(sentence, inner) : fill(value, key, depth + 1)];
    });
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  function fillArray(part: JsonSchema, name: string, depth: number): unknown[] {
    const items = resolveSchema(part.items ?? {}, schema);
    if (items.properties?.['quote']) {
      const most = Math.min(part.maxItems ?? mostQuoted, mostQuoted);
      return pickActionable(text, most).map((one) => fillQuoting(items, one, depth + 1));
    }
    const isTags = /tag|keyword|topic/i.test(name);
    const usual = depth >= deep ? 0 : isTags ? 3 : 1;
    const length = Math.min(part.maxItems ?? Infinity, Math.max(part.minItems ?? 0, usual));
    if (isTags) return Array.from({ length }, (_, index) => tags[index] ?? `tag ${index + 1}`);
    return Array.from({ length }, () => fill(part.items ?? { type: 'string' }, name, depth + 1));
  }

  function knownText(name: string): string | undefined {
    if (/^(summary|description|abstract)$/i.test(name)) return summarize(text);
    if (/^language/i.test(name)) return detectLanguage(text);
    const tag = /^tag_?(\d)$/i.exec(name);
    // Too short a text still gets three tags that differ.
    return tag ? (tags[Number(tag[1]) - 1] ?? `untitled ${tag[1]}`) : undefined;
  }

  return fill(schema, '', 0);
}

function typeOf({ type, properties, items }: JsonSchema): string {
  const named = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  return named ?? (properties ? 'object' : items ? 'array' : 'string');
}

function fit(value: string, { minLength = 0, maxLength = Infinity }: JsonSchema): string {
  return value.slice(0, maxLength).padEnd(minLength, '.');
}
