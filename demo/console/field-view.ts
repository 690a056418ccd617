import { html, type TemplateResult } from 'lit';
import type { ConsoleState, Section } from './state.ts';

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** Where the settings have it, which is how the server names it when it refuses its value. */
  readonly path: string;
  readonly is: 'text' | 'number' | 'lines';
  readonly value: string;
  readonly placeholder?: string;
}

/** A labelled field, with the server's objection to its value. */
export function fieldView(state: ConsoleState, section: Section, field: Field): TemplateResult {
  const { name, label, is, value, placeholder = '' } = field;
  const problem = problemAt(state, section, field.path);
  const invalid = problem === undefined ? 'false' : 'true';
  const about = `${name}-problem`;
  return html`
    <div class="field ${is}">
      <label for=${name}>${label}</label>
      ${
        is === 'lines'
          ? html`<textarea
              id=${name}
              name=${name}
              rows="2"
              .defaultValue=${value}
              placeholder=${placeholder}
              aria-invalid=${invalid}
              aria-describedby=${about}
            ></textarea>`
          : html`<input
              id=${name}
              name=${name}
              type=${is}
              .defaultValue=${value}
              placeholder=${placeholder}
              autocomplete="off"
              aria-invalid=${invalid}
              aria-describedby=${about}
            />`
      }
      ${problemView(about, label, problem)}
    </div>
  `;
}

/** The server's objection to the value at that path, e.g. "must be one of the first factors." */
export function problemAt({ notice }: ConsoleState, section: Section, path: string): string | undefined {
  const refused = notice?.section === section ? notice.field : undefined;
  const [, field, index] = /^(.*?)(?:\[(\d+)\])?$/.exec(refused?.path ?? '') ?? [];
  if (!refused || field !== path) return undefined;
  return index === undefined ? refused.reason : `(line ${Number(index) + 1}) ${refused.reason}`;
}

export const problemView = (id: string, label: string, problem: string | undefined): TemplateResult =>
  html`<p class="problem" id=${id}>${problem === undefined ? '' : `${label} ${problem}`}</p>`;
