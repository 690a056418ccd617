/** `npm run docs`: writes the pages that are made from the sources. */
import { writeFileSync } from 'node:fs';
import { root } from '../support/repository.ts';
import { elementsPage } from './elements-page.ts';
import { statesPage } from './states-page.ts';

writeFileSync(`${root}docs/elements.md`, await elementsPage());
writeFileSync(`${root}docs/states.md`, await statesPage());
