/** The languages beside English, each loaded when a page first asks for it. */
import type { Messages } from './en.ts';

export const languages: Readonly<Record<string, () => Promise<Messages>>> = {};
