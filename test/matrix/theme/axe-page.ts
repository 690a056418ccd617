/** Runs in a page of the theme. */
import { barriers } from '../../support/accessibility.ts';

Object.assign(globalThis, { barriers });
