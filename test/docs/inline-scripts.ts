import { blocksIn, type CodeBlock } from './code-blocks.ts';
import { tagsOf, type Tag } from './markup.ts';

/** The scripts that stand in HTML blocks of the docs: code (`js`) or data (`json`), such as an import map. */
export const inlineScripts = (language: 'js' | 'json'): readonly CodeBlock[] =>
  blocksIn('html')
    .flatMap(scriptsIn)
    .filter((script) => script.language === language);

const scriptsIn = ({ place, code }: CodeBlock): readonly CodeBlock[] =>
  scriptTags(tagsOf(code))
    .filter(({ attributes }) => !attributes.includes('src'))
    .map(({ text }, at) => ({
      place: `${place} (script ${String(at + 1)})`,
      language: languageOf(text),
      code: text,
    }));

const scriptTags = (tags: readonly Tag[]): readonly Tag[] =>
  tags.flatMap((tag) => (tag.name === 'script' ? [tag] : scriptTags(tag.children)));

const languageOf = (text: string): string => (text.trimStart().startsWith('{') ? 'json' : 'js');
