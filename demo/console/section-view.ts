import { html, nothing, type TemplateResult } from 'lit';
import type { ConsoleState, Section } from './state.ts';

export interface SectionContent {
  readonly name: Section;
  readonly title: string;
  /** Where the vendor's console has it. */
  readonly where?: string;
  /** The rules that the server enforces for this section. */
  readonly rule: TemplateResult;
  readonly body: TemplateResult;
}

/** One section of the console, with the result of the last action in it. */
export function section(
  { notice }: ConsoleState,
  { name, title, where, rule, body }: SectionContent,
): TemplateResult {
  const own = notice?.section === name ? notice : undefined;
  return html`
    <section class="card" id=${name} aria-labelledby="${name}-title">
      ${where ? html`<p class="where">${where}</p>` : nothing}
      <h2 id="${name}-title">${title}</h2>
      <p class="soft">${rule}</p>
      ${body}
      <p role="status" class=${own?.is === 'refused' ? 'problem' : 'done'}>${own?.text ?? ''}</p>
    </section>
  `;
}
